package io.biomerkin.dsl.words;

import java.util.Map;
import java.util.Objects;

/** Takes out of a word's options what its declaration says is always there. */
final class Options {

  private Options() {}

  static <T> T required(Map<String, Object> options, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(options.get(name), name));
  }
}

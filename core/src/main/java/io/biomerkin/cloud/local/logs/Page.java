package io.biomerkin.cloud.local.logs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that say where the next page begins. */
final class Page {

  private Page() {}

  static String token(int index) {
    return "f/" + index;
  }

  static Optional<Integer> of(@Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    if (!token.matches("f/[0-9]{1,9}")) {
      throw LogStore.invalid("The specified nextToken is invalid.");
    }
    return Optional.of(Integer.valueOf(token.substring(2)));
  }
}

package io.biomerkin.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Git trailers, {@code Key: value} lines in the last paragraph of a message; keys may repeat. */
record Trailers(Map<String, List<String>> values) {

  /** The trailers of a message; none when its last paragraph is not made of them. */
  static Trailers of(String message) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    lastParagraph(message.strip())
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                values
                    .computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
              }
            });
    return new Trailers(values);
  }

  /** What follows the last blank line; empty when there is none. Read for every tag there is. */
  private static String lastParagraph(String text) {
    int end = text.length();
    for (int start = text.lastIndexOf('\n'); start >= 0; start = text.lastIndexOf('\n', end - 1)) {
      if (text.substring(start + 1, end).isBlank()) {
        return text.substring(end + 1);
      }
      end = start;
    }
    return "";
  }

  /** All values of that key, in order. */
  List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The value of that key; {@link IllegalArgumentException} when it stands twice. */
  Optional<String> one(String key) {
    if (all(key).size() > 1) {
      throw new IllegalArgumentException("its trailer " + key + " stands twice");
    }
    return all(key).stream().findFirst();
  }

  /** The value of that key; {@link IllegalArgumentException} when there is not exactly one. */
  String required(String key) {
    return one(key).orElseThrow(() -> new IllegalArgumentException("it has no trailer " + key));
  }
}

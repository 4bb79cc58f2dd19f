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
    String[] paragraphs = message.strip().split("\\R\\h*\\R+");
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (paragraphs.length > 1) {
      paragraphs[paragraphs.length - 1]
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
    }
    return new Trailers(values);
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

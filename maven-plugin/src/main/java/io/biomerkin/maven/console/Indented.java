package io.biomerkin.maven.console;

import java.util.stream.Collectors;

/** Texts of others, such as an exception's message, may have several lines. */
final class Indented {

  private static final String INDENT = "    ";

  private Indented() {}

  /** The text, its further lines below the first, so that none looks like a line of its own. */
  static String of(String text) {
    return text.strip()
        .lines()
        .filter(line -> !line.isBlank())
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n" + INDENT));
  }
}

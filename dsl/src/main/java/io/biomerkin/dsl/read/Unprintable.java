package io.biomerkin.dsl.read;

import java.util.Locale;
import java.util.Optional;

/** Letters that no file system, process or service takes in a text. */
final class Unprintable {

  private Unprintable() {}

  /** The first one, e.g. {@code the control character U+0000}. */
  static Optional<String> in(String text) {
    return text.codePoints()
        .filter(letter -> isControl(letter) || isHalf(letter))
        .mapToObj(
            letter ->
                (isHalf(letter) ? "half of a letter, " : "the control character ")
                    + String.format(Locale.ROOT, "U+%04X", letter))
        .findFirst();
  }

  private static boolean isControl(int letter) {
    return Character.isISOControl(letter) && letter != '\n' && letter != '\t' && letter != '\r';
  }

  /** A surrogate whose other half is missing; UTF-8 cannot write it. */
  private static boolean isHalf(int letter) {
    return letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
  }
}

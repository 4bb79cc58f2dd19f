package io.biomerkin.maven.console;

import java.util.ArrayList;
import java.util.List;

/** A text in lines of at most some letters, broken between words. */
final class Folded {

  /** In less room than this, broken lines are no better to read than those the terminal breaks. */
  private static final int LEAST = 12;

  private Folded() {}

  static List<String> of(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.stripTrailing().split("\\R", -1)) {
      String rest = line;
      while (rest.length() > width && width >= LEAST) {
        int end = rest.lastIndexOf(' ', width);
        if (end <= 0) {
          end = rest.indexOf(' ', width);
        }
        if (end < 0) {
          break;
        }
        lines.add(rest.substring(0, end));
        rest = rest.substring(end + 1);
      }
      lines.add(rest);
    }
    return lines;
  }
}

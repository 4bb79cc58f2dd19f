package io.biomerkin.ledger;

/**
 * Free text as one harmless line and back: what could end the line, hide or reorder text, or be
 * trimmed by Git becomes a backslash escape.
 */
final class Escapes {

  private Escapes() {}

  static String escape(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean edge = i == 0 || i == text.length() - 1;
      if (c == '\\') {
        line.append("\\\\");
      } else if (c == '\n') {
        line.append("\\n");
      } else if (isUnsafe(text, i) || (edge && Character.isWhitespace(c))) {
        line.append(unicode(c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  /** For one item of a list: spaces and the list's own signs are escaped as well. */
  static String escapeItem(String text) {
    StringBuilder item = new StringBuilder(text.length());
    for (char c : escape(text).toCharArray()) {
      boolean sign = Character.isSpaceChar(c) || c == '=' || c == ',';
      item.append(sign ? unicode(c) : String.valueOf(c));
    }
    return item.toString();
  }

  /** Undoes both; throws {@link IllegalArgumentException} at an escape that neither makes. */
  static String unescape(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder text = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      char kind = c == '\\' && i + 1 < line.length() ? line.charAt(i + 1) : ' ';
      if (c != '\\') {
        text.append(c);
        i++;
      } else if (kind == 'u') {
        text.append(codeUnit(line, i + 2));
        i += 6;
      } else if (kind == '\\' || kind == 'n') {
        text.append(kind == 'n' ? '\n' : kind);
        i += 2;
      } else {
        throw new IllegalArgumentException("not an escape: " + line);
      }
    }
    return text.toString();
  }

  private static char codeUnit(String line, int start) {
    if (start + 4 > line.length()) {
      throw new IllegalArgumentException("not an escape: " + line);
    }
    return (char) Integer.parseInt(line.substring(start, start + 4), 16);
  }

  private static String unicode(char c) {
    return String.format("\\u%04x", (int) c);
  }

  private static boolean isUnsafe(String text, int index) {
    char c = text.charAt(index);
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      case Character.SURROGATE -> !isPaired(text, index);
      default -> false;
    };
  }

  private static boolean isPaired(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
    }
    return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }
}

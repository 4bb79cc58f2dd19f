package io.biomerkin.model.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Git: "git check-ref-format", what a branch may be called. */
final class BranchName {

  private static final Pattern REFUSED = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]");
  private static final List<String> REFUSED_TOGETHER = List.of("..", "@{", "//");

  private BranchName() {}

  /** Why Git would refuse it; empty when it takes it. */
  static Optional<String> broken(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    var letter = REFUSED.matcher(name);
    if (letter.find()) {
      boolean visible = letter.group().charAt(0) > ' ' && letter.group().charAt(0) != 0x7f;
      return Optional.of(
          visible ? "has a '" + letter.group() + "'" : "has a space or a control character");
    }
    for (String together : REFUSED_TOGETHER) {
      if (name.contains(together)) {
        return Optional.of("has '" + together + "'");
      }
    }
    if (name.startsWith("-") || name.startsWith("/")) {
      return Optional.of("begins with '" + name.charAt(0) + "'");
    }
    if (name.endsWith("/") || name.endsWith(".")) {
      return Optional.of("ends with '" + name.charAt(name.length() - 1) + "'");
    }
    for (String part : name.split("/")) {
      if (part.startsWith(".") || part.endsWith(".lock")) {
        return Optional.of("has a part that begins with '.' or ends with '.lock'");
      }
    }
    return name.equals("@") || name.equals("HEAD")
        ? Optional.of("means what is checked out")
        : Optional.empty();
  }
}

package io.biomerkin.deploy.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People are told apart by their addresses. */
final class Person {

  /** GitHub: "Setting your commit email address". */
  private static final Pattern NOREPLY =
      Pattern.compile("(?:\\d+\\+)?([^@+]+)@users\\.noreply\\.github\\.com");

  private Person() {}

  /** The address of {@code Name <address>}. */
  static String address(String by) {
    int open = by.lastIndexOf('<');
    String address = open >= 0 && by.endsWith(">") ? by.substring(open + 1, by.length() - 1) : by;
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether that is the same person. */
  static boolean same(String by, String other) {
    return address(by).equals(address(other));
  }

  /** Whether a key is allowed for that person: by the address, or a pattern of addresses. */
  static boolean signs(String principal, String by) {
    String pattern =
        Pattern.quote(principal.toLowerCase(Locale.ROOT))
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.\\Q");
    return Pattern.matches(pattern, address(by));
  }

  /**
   * Whether the person is the one who started a pipeline; GitHub tells a name, which only its own
   * addresses have in them.
   */
  static boolean started(String by, Optional<String> trigger) {
    if (trigger.isEmpty()) {
      return false;
    }
    String who = trigger.get().substring(trigger.get().indexOf(':') + 1).toLowerCase(Locale.ROOT);
    Matcher noreply = NOREPLY.matcher(address(by));
    return address(by).equals(who) || (noreply.matches() && noreply.group(1).equals(who));
  }
}

package io.biomerkin.ledger;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user ids of a key, as {@code --with-colons} lists them.
 *
 * @param userIds in the order of the key
 */
record GnupgKey(List<UserId> userIds) {

  /**
   * One name of a key.
   *
   * @param validity {@code u} ultimately, {@code f} fully trusted to be of that name
   * @param name usually {@code Name <address>}
   */
  record UserId(String validity, String name) {}

  private static final int VALIDITY = 1;
  private static final int NAME = 9;
  private static final Pattern LISTED = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:.*<)?([^<>\\s]+@[^<>\\s]+?)>?", Pattern.DOTALL);

  static GnupgKey of(String listing) {
    return new GnupgKey(
        listing
            .lines()
            .map(line -> line.split(":", -1))
            .filter(fields -> fields[0].equals("uid") && fields.length > NAME)
            .map(fields -> new UserId(fields[VALIDITY], unescaped(fields[NAME], LISTED)))
            .toList());
  }

  /** Whether the key is trusted to be of that name. */
  boolean isValid(String name, boolean ultimately) {
    return userIds.stream()
        .filter(userId -> userId.name().equals(name))
        .anyMatch(
            userId ->
                userId.validity().equals("u") || (!ultimately && userId.validity().equals("f")));
  }

  /** Every e-mail address of the key. */
  List<String> addresses() {
    return userIds.stream().flatMap(userId -> address(userId.name()).stream()).toList();
  }

  /** The e-mail address of {@code Name <address>}, {@code <address>} or {@code address}. */
  static Optional<String> address(String name) {
    return Optional.of(ADDRESS.matcher(name.strip()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  /** Undoes the escapes of that form, each of which is a character of ASCII. */
  static String unescaped(String text, Pattern escape) {
    return escape
        .matcher(text)
        .replaceAll(
            (MatchResult found) ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}

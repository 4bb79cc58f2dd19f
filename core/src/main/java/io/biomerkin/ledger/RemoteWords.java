package io.biomerkin.ledger;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code git} and a remote say, in the C locale.
 *
 * @param text all of it
 */
record RemoteWords(String text) {

  private static final Pattern USER = Pattern.compile("://[^/\\s]+@");
  private static final Pattern LETTERS = Pattern.compile(".*\\p{L}.*");

  /** Somebody who may look but not write, told by a server before it looks at the tag. */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?im)denied to |returned error: 403|not allowed to|read[- ]only|"
              + "^error: failed to push some refs");

  private static final Pattern LOCKED =
      Pattern.compile(
          "cannot lock ref|failed to update ref|reference already exists|failed to lock"
              + "|unable to lock|remote rejected.*\\block");

  private static final Pattern LOCAL =
      Pattern.compile(
          "cannot lock ref|unable to update local ref|some local refs could not be updated"
              + "|dubious ownership|not a git repository: ");

  /** What follows the real cause. */
  private static final List<String> GENERAL =
      List.of(
          "Could not read from remote repository",
          "Please make sure you have the correct access rights",
          "and the repository exists",
          "failed to push some refs",
          "the remote end hung up",
          "some local refs could not be updated",
          "hint:");

  /** The cause: the last error, or else the last line that says something. */
  String cause() {
    return last(lines().filter(RemoteWords::isError))
        .or(() -> last(lines()))
        .map(line -> line.replaceFirst("^(?:fatal|error|ERROR): ", ""))
        .orElse("git does not say why");
  }

  /** What the other side itself said last. */
  Optional<String> ofRemote() {
    List<String> said =
        text.lines()
            .filter(line -> line.startsWith("remote:"))
            .map(line -> line.substring("remote:".length()))
            .toList();
    RemoteWords theirs = new RemoteWords(String.join("\n", said));
    return theirs.lines().findAny().isEmpty() ? Optional.empty() : Optional.of(theirs.cause());
  }

  boolean tellLock() {
    return LOCKED.matcher(text).find();
  }

  boolean tellRefusal() {
    return DENIED.matcher(text).find();
  }

  /** Whether the fault is on this side. */
  boolean tellLocalFault() {
    return LOCAL.matcher(text).find();
  }

  private Stream<String> lines() {
    return blanked(text)
        .lines()
        .map(line -> line.replaceFirst("^remote: ?", "").strip())
        .filter(line -> LETTERS.matcher(line).matches())
        .filter(line -> GENERAL.stream().noneMatch(line::contains));
  }

  private static boolean isError(String line) {
    return line.startsWith("fatal: ") || line.startsWith("error: ") || line.startsWith("ERROR: ");
  }

  private static Optional<String> last(Stream<String> lines) {
    return lines.reduce((a, b) -> b);
  }

  /** The user and password in an address are nobody's business. */
  static String blanked(String text) {
    return USER.matcher(text).replaceAll("://***@");
  }
}

package io.biomerkin.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The status lines of {@code gpg} and {@code gpgsm}, which are for programs.
 *
 * @param lines each without its mark
 */
record GnupgStatus(List<String> lines) {

  private static final String MARK = "[GNUPG:] ";
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  /** Each signature has exactly one of these. */
  private static final Set<String> VERDICTS =
      Set.of("GOODSIG", "BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG");

  static GnupgStatus of(String output) {
    return new GnupgStatus(
        output
            .lines()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList());
  }

  boolean has(String keyword) {
    return lines.stream().anyMatch(line -> keyword(line).equals(keyword));
  }

  /** How many signatures were looked at. */
  long signatures() {
    return lines.stream().filter(line -> VERDICTS.contains(keyword(line))).count();
  }

  /** The fingerprint of the key that made the signature; empty when it is not valid. */
  String key() {
    return rest("VALIDSIG").map(rest -> rest.split(" ", 2)[0]).orElse("");
  }

  /** The user id that a good signature is told to be of. */
  String userId() {
    return rest("GOODSIG")
        .map(rest -> GnupgKey.unescaped(rest.substring(rest.indexOf(' ') + 1), ESCAPE))
        .orElse("");
  }

  private Optional<String> rest(String keyword) {
    return lines.stream()
        .filter(line -> line.startsWith(keyword + " "))
        .map(line -> line.substring(keyword.length() + 1))
        .findFirst();
  }

  private static String keyword(String line) {
    return line.split(" ", 2)[0];
  }
}

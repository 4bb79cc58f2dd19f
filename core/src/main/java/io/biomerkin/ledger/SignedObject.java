package io.biomerkin.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A signed tag or commit, taken apart as Git does it. Texts hold one byte a character, as the
 * encoding of a message is its author's business.
 *
 * @param kind {@code tag} or {@code commit}
 * @param payload what is signed
 * @param signature its signature, armour included
 */
record SignedObject(String kind, String payload, String signature) {

  /** The kinds of signatures, told by their first line. */
  enum Format {
    OPENPGP("PGP SIGNATURE"),
    X509("SIGNED MESSAGE"),
    SSH("SSH SIGNATURE"),
    /** Git takes it for a signature too; it holds a text of its own, so it is never believed. */
    OPENPGP_MESSAGE("PGP MESSAGE");

    private final String begin;
    private final String end;

    Format(String name) {
      this.begin = "-----BEGIN " + name + "-----";
      this.end = "-----END " + name + "-----";
    }

    static Optional<Format> of(String text) {
      return Stream.of(values()).filter(format -> text.startsWith(format.begin)).findFirst();
    }
  }

  /**
   * A header named gpgsig, or the one for the other kind of object names, and its further lines.
   */
  private static final Pattern HEADER =
      Pattern.compile("(?<=\n)(gpgsig(?:-sha256)?) ([^\n]*+\n(?: [^\n]*+\n)*+)");

  private static final Pattern DATE = Pattern.compile("[^\n]*> (\\d{1,11})(?: [^\n]*)?");

  /** Of a tag, the last line that begins a signature ends the message. */
  static Optional<SignedObject> tag(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int begin = -1;
    int line = 0;
    while (line < text.length()) {
      if (Format.of(text.substring(line, Math.min(text.length(), line + 40))).isPresent()) {
        begin = line;
      }
      int end = text.indexOf('\n', line);
      line = end < 0 ? text.length() : end + 1;
    }
    if (begin < 0) {
      return Optional.empty();
    }
    String payload = withoutSignatures(text.substring(0, begin));
    return Optional.of(new SignedObject("tag", payload, text.substring(begin)));
  }

  /** Of a commit, the signature is a header. */
  static Optional<SignedObject> commit(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    StringBuilder signature = new StringBuilder();
    Matcher header = HEADER.matcher(headers(text));
    while (header.find()) {
      if (header.group(1).equals("gpgsig")) {
        signature.append(header.group(2).replace("\n ", "\n"));
      }
    }
    return signature.isEmpty()
        ? Optional.empty()
        : Optional.of(new SignedObject("commit", withoutSignatures(text), signature.toString()));
  }

  Optional<Format> format() {
    return Format.of(signature);
  }

  /** Whether something follows the signature: nobody has signed that, and readers may see it. */
  boolean hasMore() {
    String end = format().map(format -> format.end).orElse("");
    int at = signature.indexOf(end);
    return at >= 0 && !signature.substring(at + end.length()).isBlank();
  }

  /** When it says it was made. */
  Optional<Instant> date() {
    String name = kind.equals("tag") ? "tagger " : "committer ";
    return headers(payload)
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(DATE::matcher)
        .filter(Matcher::matches)
        .map(date -> Instant.ofEpochSecond(Long.parseLong(date.group(1))));
  }

  byte[] payloadBytes() {
    return payload.getBytes(StandardCharsets.ISO_8859_1);
  }

  byte[] signatureBytes() {
    return signature.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String withoutSignatures(String text) {
    String headers = headers(text);
    return HEADER.matcher(headers).replaceAll("") + text.substring(headers.length());
  }

  /** The headers, which end at the first empty line. */
  private static String headers(String text) {
    int end = text.indexOf("\n\n");
    return end < 0 ? text : text.substring(0, end + 1);
  }
}

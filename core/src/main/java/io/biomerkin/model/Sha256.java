package io.biomerkin.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The digest by which a release names its code, its template and its inputs. */
public final class Sha256 {

  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** A digest to feed piece by piece. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The digest of the bytes, hexadecimal. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(begin().digest(content));
  }

  /** The digest of a file's content, hexadecimal. */
  public static String hex(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return hex(input);
    }
  }

  /** The digest of all that comes, hexadecimal. */
  public static String hex(InputStream input) throws IOException {
    MessageDigest digest = begin();
    byte[] buffer = new byte[BUFFER];
    for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of the text in UTF-8, hexadecimal. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest, hexadecimal, that a release tells with {@code sha256:} before it. */
  public static String bare(String told) {
    return told.replaceFirst("^sha256:", "");
  }

  /** A hexadecimal digest as AWS writes it in its answers. */
  public static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}

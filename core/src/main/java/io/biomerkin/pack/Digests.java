package io.biomerkin.pack;

import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The digest of a file. */
final class Digests {

  private static final int BUFFER = 1 << 16;

  private Digests() {}

  static byte[] of(Path file) {
    MessageDigest digest = Sha256.begin();
    try (InputStream input = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return digest.digest();
    } catch (IOException e) {
      throw Faults.unreadable(file, e);
    }
  }
}

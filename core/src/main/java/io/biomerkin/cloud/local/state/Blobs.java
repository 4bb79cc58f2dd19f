package io.biomerkin.cloud.local.state;

import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Content kept by its digest: written once, never changed. */
public final class Blobs {

  private final Path folder;
  private final Writes writes;

  Blobs(Path folder, Writes writes) {
    this.folder = folder;
    this.writes = writes;
  }

  /** Keeps the content; returns its SHA-256, hexadecimal. */
  public String put(byte[] content) {
    String digest = Sha256.hex(content);
    if (!Files.exists(path(digest))) {
      writes.write(path(digest), content);
    }
    return digest;
  }

  /**
   * Keeps a content of any size without holding it in memory; returns its SHA-256, hexadecimal.
   *
   * @throws UncheckedIOException when the content itself cannot be read
   */
  public String put(InputStream content) {
    try {
      Path temporary = Files.createTempFile(folder, ".new-", "");
      try {
        String digest = copy(content, temporary);
        Files.move(temporary, path(digest), StandardCopyOption.ATOMIC_MOVE);
        return digest;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Atomically.writeFailed(folder, e);
    }
  }

  /** The content of that digest. */
  public byte[] get(String digest) {
    try {
      return Files.readAllBytes(path(digest));
    } catch (IOException e) {
      throw StateStore.corrupt(path(digest), "lacks a blob: " + e.getMessage());
    }
  }

  /** The file that holds the content of that digest. */
  public Path path(String digest) {
    return folder.resolve(digest);
  }

  /** Drops the content of that digest, if it is there. */
  public void remove(String digest) {
    try {
      Files.deleteIfExists(path(digest));
    } catch (IOException e) {
      throw Atomically.writeFailed(path(digest), e);
    }
  }

  private static String copy(InputStream content, Path file) throws IOException {
    MessageDigest digest = Sha256.begin();
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A content that cannot be read is its sender's trouble, not the state's. */
  private static int next(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

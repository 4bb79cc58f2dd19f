package io.biomerkin.cloud.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content kept by its digest: written once, never changed. */
public final class Blobs {

  private final Path folder;

  Blobs(Path folder) {
    this.folder = folder;
  }

  /** Keeps the content; returns its SHA-256, hexadecimal. */
  public String put(byte[] content) {
    String digest = sha256(content);
    if (!Files.exists(path(digest))) {
      Atomically.write(path(digest), content);
    }
    return digest;
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

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

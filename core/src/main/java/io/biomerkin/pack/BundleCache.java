package io.biomerkin.pack;

import io.biomerkin.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Bundles by the fingerprint of their sources: {@code <fingerprint>-<sha256>.zip}. The name tells
 * the content, so a damaged file is known for one.
 */
final class BundleCache {

  private final Path folder;

  BundleCache(Path folder) {
    this.folder = folder;
  }

  /** The bundle of that fingerprint; damaged ones are dropped. */
  Optional<Bundle> find(String fingerprint) {
    for (Path zip : entries(fingerprint)) {
      String name = String.valueOf(zip.getFileName());
      String sha256 = name.substring(fingerprint.length() + 1, name.length() - ".zip".length());
      if (HexFormat.of().formatHex(Digests.of(zip)).equals(sha256)) {
        return Optional.of(bundle(sha256, zip));
      }
      drop(zip);
    }
    return Optional.empty();
  }

  /** Writes a bundle and keeps it by that fingerprint. */
  Bundle store(String fingerprint, Content content) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, ".new-", "");
      try {
        DigestOutputStream output =
            new DigestOutputStream(Files.newOutputStream(temporary), Sha256.begin());
        try (OutputStream buffered = new BufferedOutputStream(output, 1 << 16)) {
          content.write(buffered);
        }
        String sha256 = HexFormat.of().formatHex(output.getMessageDigest().digest());
        Path zip = folder.resolve(fingerprint + "-" + sha256 + ".zip");
        Files.move(temporary, zip, StandardCopyOption.ATOMIC_MOVE);
        return bundle(sha256, zip);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Faults.unwritable(folder, e);
    }
  }

  private List<Path> entries(String fingerprint) {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, fingerprint + "-*.zip")) {
        found.forEach(entries::add);
      } catch (IOException e) {
        throw Faults.unreadable(folder, e);
      }
    }
    return entries;
  }

  private static Bundle bundle(String sha256, Path zip) {
    try {
      return new Bundle(sha256, Files.size(zip), zip);
    } catch (IOException e) {
      throw Faults.unreadable(zip, e);
    }
  }

  private static void drop(Path zip) {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      throw Faults.unwritable(zip, e);
    }
  }

  /** Writes a zip. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream output) throws IOException;
  }
}

package io.biomerkin.pack;

import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A digest over names, executable bits and contents of files, in their order.
 *
 * @param hex the digest, hexadecimal
 * @param checksums a quick checksum of each content: to tell whether a file changed since
 */
record Fingerprint(String hex, Map<SourceFile, Long> checksums) {

  /** Changes whenever other bytes are made of the same sources. */
  private static final String FORMAT = "biomerkin package 1";

  private static final int BUFFER = 1 << 16;

  /**
   * The fingerprint of those files, read on all cores.
   *
   * @param variant what else a package depends on, e.g. the platform of its requirements
   */
  static Fingerprint of(List<SourceFile> files, String variant) {
    List<Content> contents = files.parallelStream().map(Fingerprint::read).toList();
    MessageDigest digest = Sha256.begin();
    text(digest, FORMAT);
    text(digest, variant);
    for (Content content : contents) {
      text(digest, content.file.path());
      text(digest, content.file.executable() ? "executable" : "file");
      digest.update(content.sha256);
    }
    Map<SourceFile, Long> checksums =
        contents.stream().collect(Collectors.toMap(Content::file, Content::crc));
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()), checksums);
  }

  /** Whether a file is as it was, or had no part in it. */
  boolean agreesWith(CompressedFile file) {
    return checksums.getOrDefault(file.source(), file.crc()) == file.crc();
  }

  /** No name holds a zero byte, so none can run into the next. */
  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static Content read(SourceFile file) {
    MessageDigest digest = Sha256.begin();
    CRC32 crc = new CRC32();
    try (InputStream input = Files.newInputStream(file.file())) {
      byte[] buffer = new byte[(int) Math.min(BUFFER, file.size() + 1)];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
        crc.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw Faults.unreadable(file.file(), e);
    }
    return new Content(file, digest.digest(), crc.getValue());
  }

  private record Content(SourceFile file, byte[] sha256, long crc) {}
}

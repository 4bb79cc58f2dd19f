package io.biomerkin.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A digest over names, executable bits and contents of the files of a package, in their order. */
final class Fingerprint {

  /** Changes whenever other bytes are made of the same sources. */
  private static final String FORMAT = "biomerkin package 1";

  private final MessageDigest digest = Digests.sha256();

  /**
   * A fingerprint of no file yet.
   *
   * @param variant what else the package depends on, e.g. the platform of its requirements
   */
  Fingerprint(String variant) {
    text(FORMAT);
    text(variant);
  }

  /** The fingerprint of those files, read on all cores. */
  static String of(List<SourceFile> files, String variant) {
    List<byte[]> contents = files.parallelStream().map(file -> Digests.of(file.file())).toList();
    Fingerprint fingerprint = new Fingerprint(variant);
    for (int i = 0; i < contents.size(); i++) {
      fingerprint.add(files.get(i), contents.get(i));
    }
    return fingerprint.hex();
  }

  void add(SourceFile file, byte[] content) {
    text(file.path());
    text(file.executable() ? "executable" : "file");
    digest.update(content);
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** No name holds a zero byte, so none can run into the next. */
  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}

package io.biomerkin.pack;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A file as it goes into the zip.
 *
 * @param source the file
 * @param crc the checksum of its content
 * @param size the size of its content
 * @param deflated the deflated content in parts; empty to store the content as it is
 * @param content the content
 */
record CompressedFile(
    SourceFile source, long crc, long size, List<byte[]> deflated, byte[] content) {

  /** Keeps the deflated form only where it is smaller. */
  static CompressedFile of(SourceFile source, byte[] content, List<byte[]> parts) {
    CRC32 crc = new CRC32();
    crc.update(content);
    long deflated = parts.stream().mapToLong(part -> part.length).sum();
    return new CompressedFile(
        source,
        crc.getValue(),
        content.length,
        deflated < content.length ? parts : List.of(),
        content);
  }

  boolean isStored() {
    return deflated.isEmpty();
  }

  long compressedSize() {
    return isStored() ? size : deflated.stream().mapToLong(part -> part.length).sum();
  }

  InputStream compressed() {
    if (isStored()) {
      return new ByteArrayInputStream(content);
    }
    List<InputStream> parts =
        deflated.stream().map(part -> (InputStream) new ByteArrayInputStream(part)).toList();
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}

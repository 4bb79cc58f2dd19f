package io.biomerkin.cloud.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages the source text that a template itself holds, as CloudFormation does. */
final class InlineCode {

  private InlineCode() {}

  static byte[] zip(String runtime, String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(runtime.startsWith("nodejs") ? "index.js" : "index.py");
      entry.setTime(0); // the same source is the same package
      zip.putNextEntry(entry);
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

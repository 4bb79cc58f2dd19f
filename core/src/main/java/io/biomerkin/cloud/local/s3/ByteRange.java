package io.biomerkin.cloud.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/** The part of a content that a read asks for. */
record ByteRange(long from, long length) {

  private static final Pattern FORM = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  /** What a {@code Range} header means for a content of that size; all of it without one. */
  static ByteRange of(@Nullable String header, long size) {
    if (header == null) {
      return new ByteRange(0, size);
    }
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches() || header.equals("bytes=-")) {
      return new ByteRange(0, size);
    }
    ByteRange range = parsed(matcher.group(1), matcher.group(2), size);
    if (range.from >= size || range.length <= 0) {
      throw S3Errors.refused(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return range;
  }

  private static ByteRange parsed(String first, String last, long size) {
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return new ByteRange(size - length, length);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    return new ByteRange(from, to - from + 1);
  }

  String header(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }

  InputStream of(InputStream content) throws IOException {
    content.skipNBytes(from);
    return BoundedInputStream.builder().setInputStream(content).setMaxCount(length).get();
  }
}

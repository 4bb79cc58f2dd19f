package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of DynamoDB Local, looked at before it is opened: DynamoDB Local waits for ever for one
 * that it cannot open.
 */
final class DatabaseFile {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;

  private final Path path;

  DatabaseFile(Path folder) {
    this.path = folder.resolve("items.db");
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Refuses a file that cannot be written or is no whole database. */
  void check() {
    Path folder = path.getParent();
    if (!Files.isWritable(folder) || (exists() && !Files.isWritable(path))) {
      throw problem(
          ProblemCode.STATE_WRITE,
          "the embedded cloud's state cannot be written: no permission",
          "make room or give permission, then run the same command again");
    }
    try {
      if (exists() && Files.size(path) > 0 && !isWhole()) {
        throw problem(
            ProblemCode.STATE_CORRUPT,
            "the embedded cloud's state is damaged: this is not a whole database",
            "put the file back from a copy, or move it away to start with empty tables");
      }
    } catch (IOException e) {
      throw problem(
          ProblemCode.STATE_CORRUPT,
          "the embedded cloud's state cannot be read: " + e.getMessage(),
          "put the file back from a copy, or move it away to start with empty tables");
    }
  }

  private boolean isWhole() throws IOException {
    ByteBuffer header;
    try (var in = Files.newInputStream(path)) {
      header = ByteBuffer.wrap(in.readNBytes(HEADER));
    }
    if (header.capacity() < HEADER) {
      return false;
    }
    byte[] magic = new byte[MAGIC.length];
    header.get(magic);
    long pageSize = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    long pages = Integer.toUnsignedLong(header.getInt(PAGES_AT));
    return java.util.Arrays.equals(magic, MAGIC) && Files.size(path) >= pageSize * pages;
  }

  private ProblemException problem(ProblemCode code, String what, String next) {
    return new ProblemException(List.of(new Problem(code, path.toString(), what, next)));
  }
}

package io.biomerkin.pack;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** Files that cannot be read or written, told as problems. */
final class Faults {

  private Faults() {}

  static ProblemException unreadable(Path file, IOException cause) {
    return failed(file, "the file cannot be read: " + reason(cause), cause);
  }

  static ProblemException unwritable(Path file, IOException cause) {
    return failed(file, "the file cannot be written: " + reason(cause), cause);
  }

  private static ProblemException failed(Path file, String what, IOException cause) {
    return new ProblemException(
        List.of(
            new Problem(
                ProblemCode.FILE_FAILED,
                file.toString(),
                what,
                "make room or give permission, then run the same command again")),
        cause);
  }

  /** The JDK's file exceptions carry the path as message: their class says what happened. */
  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    boolean kind = cause.getClass().getPackageName().equals("java.nio.file");
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return kind ? cause.getClass().getSimpleName().replace("Exception", "") : message;
  }
}

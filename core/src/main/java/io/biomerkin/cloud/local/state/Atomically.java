package io.biomerkin.cloud.local.state;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a file whole or not at all. */
final class Atomically {

  private Atomically() {}

  static void write(Path file, byte[] content) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), ".new-", "");
      boolean moved = false;
      try {
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        moved = true;
      } finally {
        if (!moved) {
          Files.deleteIfExists(temporary);
        }
      }
    } catch (IOException e) {
      throw writeFailed(file, e);
    }
  }

  static ProblemException writeFailed(Path file, IOException e) {
    Problem problem =
        new Problem(
            ProblemCode.STATE_WRITE,
            file.toString(),
            "the embedded cloud's state cannot be written: " + e.getMessage(),
            "make room or give permission, then run the same command again");
    return new ProblemException(List.of(problem), e);
  }
}

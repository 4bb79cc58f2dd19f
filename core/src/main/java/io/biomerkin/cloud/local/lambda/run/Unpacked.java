package io.biomerkin.cloud.local.lambda.run;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are filled once and whole, by a digest of what they hold. */
final class Unpacked {

  private final Path root;

  Unpacked(Path root) {
    this.root = root;
  }

  /** Fills a folder. */
  @FunctionalInterface
  interface Filling {
    void into(Path folder) throws IOException;
  }

  /** The folder of that digest, filled if it is not there yet. */
  Path folder(String digest, Filling filling) {
    Path folder = root.resolve(digest);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(root);
      Path temporary = Files.createTempDirectory(root, ".new-");
      try {
        filling.into(temporary);
        publish(temporary, folder);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
    return folder;
  }

  /** Renames it; another process may have been faster, then its folder is as good. */
  private static void publish(Path temporary, Path folder) throws IOException {
    try {
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      return;
    } catch (IOException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static ProblemException failed(Path folder, IOException e) {
    Problem problem =
        new Problem(
            ProblemCode.STATE_WRITE,
            folder.toString(),
            "the embedded cloud cannot unpack a function's code: " + e.getMessage(),
            "make room or give permission, then run the same command again");
    return new ProblemException(List.of(problem), e);
  }
}

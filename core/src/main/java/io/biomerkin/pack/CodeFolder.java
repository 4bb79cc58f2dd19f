package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an agent names as its code: where it is, and that it is there. A folder; for Java a jar too.
 */
final class CodeFolder {

  private final Path base;

  CodeFolder(Path base) {
    this.base = base.toAbsolutePath().normalize();
  }

  Path of(Agent agent) {
    Path folder = resolve(agent.code());
    if (!Files.isDirectory(folder) && !isJar(agent, folder)) {
      throw new ProblemException(
          ProblemCode.SOURCES_MISSING,
          agent.code(),
          "there is no such %s; agent %s has its code there"
              .formatted(agent.code().endsWith(".jar") ? "file" : "folder", agent.name()),
          similar(folder)
              .map(name -> "did you mean " + name + "?")
              .orElse(JavaHandler.isFor(agent) ? "build it first" : "make the folder"));
    }
    try {
      if (!folder.toRealPath().startsWith(base.toRealPath())) {
        throw outside(agent.code());
      }
    } catch (IOException e) {
      throw Faults.unreadable(folder, e);
    }
    return folder;
  }

  private static boolean isJar(Agent agent, Path file) {
    return JavaHandler.isFor(agent)
        && file.toString().endsWith(".jar")
        && Files.isRegularFile(file);
  }

  private Path resolve(String code) {
    try {
      Path folder = base.resolve(code).normalize();
      if (!folder.startsWith(base)) {
        throw outside(code);
      }
      return folder;
    } catch (InvalidPathException e) {
      throw new ProblemException(
          ProblemCode.SOURCES_MISSING, code, "this is no name of a folder", "name one");
    }
  }

  private static ProblemException outside(String code) {
    return new ProblemException(
        ProblemCode.SOURCES_REFUSED,
        code,
        "the code folder lies outside of the blueprint's folder",
        "move it below, so that a commit holds all that is deployed");
  }

  /** The sibling whose name is nearest, if it is near. */
  private Optional<String> similar(Path folder) {
    Path parent = folder.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    String name = String.valueOf(folder.getFileName());
    try (Stream<Path> siblings = Files.list(parent)) {
      List<String> names =
          siblings
              .filter(Files::isDirectory)
              .map(sibling -> base.relativize(sibling).toString().replace('\\', '/'))
              .sorted()
              .toList();
      return names.stream()
          .min(Comparator.comparingInt(other -> distance(name, last(other))))
          .filter(other -> distance(name, last(other)) <= 1 + name.length() / 3);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How many letters to change, add or drop to get from one to the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

package io.biomerkin.pack;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installed requirements by their digest: {@code <digest>-<fingerprint of what is installed>}, so
 * that a damaged folder is known for one. What is in the cache needs neither pip nor a network.
 */
final class RequirementsCache {

  private static final Pattern LEAVING =
      Pattern.compile("[^/]*\\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\\.json)");

  private final Path folder;
  private final Pip pip;

  RequirementsCache(Path folder, Pip pip) {
    this.folder = folder;
    this.pip = pip;
  }

  /** The files to package, installed if they are not in the cache. */
  List<SourceFile> files(Requirements requirements) {
    String digest = requirements.digest();
    for (Path entry : entries(digest)) {
      List<SourceFile> files = scan(entry);
      if (entry.endsWith(name(digest, files))) {
        return files;
      }
      drop(entry);
    }
    return install(requirements, digest);
  }

  private List<SourceFile> install(Requirements requirements, String digest) {
    Path temporary = newFolder();
    try {
      Path target = Files.createDirectory(temporary.resolve("target"));
      Path file = temporary.resolve(RequirementsFile.NAME);
      Files.writeString(file, requirements.file().content());
      pip.install(requirements, file, target);
      requirePinned(requirements, target);
      List<SourceFile> files = scan(target);
      Path entry = folder.resolve(name(digest, files));
      move(target, entry);
      return scan(entry);
    } catch (IOException e) {
      throw Faults.unwritable(temporary, e);
    } finally {
      drop(temporary);
    }
  }

  /** What a requirement brings along must be pinned as well, or it would differ next time. */
  private static void requirePinned(Requirements requirements, Path target) throws IOException {
    Map<String, String> loose = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "*.dist-info")) {
      for (Path path : found) {
        String[] parts = String.valueOf(path.getFileName()).replace(".dist-info", "").split("-", 2);
        String name = RequirementsFile.normalized(parts[0]);
        if (parts.length == 2 && !requirements.file().names().contains(name)) {
          loose.put(name, parts[1]);
        }
      }
    }
    if (!loose.isEmpty()) {
      throw new ProblemException(
          loose.entrySet().stream()
              .map(
                  missing ->
                      new Problem(
                          ProblemCode.SOURCES_REFUSED,
                          requirements.label(),
                          missing.getKey() + " is needed too, but is not pinned to one version",
                          "add the line " + missing.getKey() + "==" + missing.getValue()))
              .toList());
    }
  }

  private static String name(String digest, List<SourceFile> files) {
    return digest + "-" + Fingerprint.of(files, "").hex();
  }

  private static List<SourceFile> scan(Path entry) {
    return SourceTree.scan(entry, RequirementsFile.NAME, RequirementsCache::isLeaving);
  }

  /**
   * What pip writes beside the package itself: it tells of the machine and the hour, and Lambda
   * starts no scripts.
   */
  private static boolean isLeaving(String path, boolean folder) {
    return path.equals("bin") || path.equals("__pycache__") || LEAVING.matcher(path).matches();
  }

  /** Another process may have installed the same meanwhile. */
  private static void move(Path target, Path entry) throws IOException {
    try {
      Files.move(target, entry);
    } catch (IOException e) {
      if (!Files.isDirectory(entry)) {
        throw e;
      }
    }
  }

  private Path newFolder() {
    try {
      Files.createDirectories(folder);
      return Files.createTempDirectory(folder, ".new-");
    } catch (IOException e) {
      throw Faults.unwritable(folder, e);
    }
  }

  private List<Path> entries(String digest) {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, digest + "-*")) {
        found.forEach(entries::add);
      } catch (IOException e) {
        throw Faults.unreadable(folder, e);
      }
    }
    return entries;
  }

  private static void drop(Path entry) {
    try (Stream<Path> below = Files.walk(entry)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw Faults.unwritable(entry, e);
    }
  }
}

package io.biomerkin.pack;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Walks a code folder. Links are followed inside the folder, and whatever must not be packaged is
 * collected, so that all of it is told at once.
 */
final class SourceTree {

  private final Path root;
  private final String label;
  private final Ignored rules;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<Problem> refused = new ArrayList<>();

  private SourceTree(Path root, String label, Ignored rules) {
    this.root = root;
    this.label = label;
    this.rules = rules;
  }

  /**
   * The files of a folder, sorted by name.
   *
   * @param folder the folder
   * @param label what the blueprint calls it
   */
  static List<SourceFile> scan(Path folder, String label, Ignored rules) {
    try {
      SourceTree tree = new SourceTree(folder.toRealPath(), label, rules);
      tree.walk(tree.root, "", new ArrayDeque<>(List.of(tree.root)));
      if (!tree.refused.isEmpty()) {
        throw new ProblemException(tree.refused);
      }
      tree.files.sort(Comparator.comparing(SourceFile::path));
      return List.copyOf(tree.files);
    } catch (IOException e) {
      throw Faults.unreadable(folder, e);
    }
  }

  private void walk(Path folder, String prefix, Deque<Path> above) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      String path = prefix + name;
      BasicFileAttributes attributes = attributes(entry);
      boolean link = attributes.isSymbolicLink();
      if (rules.ignores(path, link ? Files.isDirectory(entry) : attributes.isDirectory())) {
        continue;
      }
      if (!isSafe(name)) {
        refuse(printable(path), "its name holds a backslash, a control character or no UTF-8");
      } else if (link) {
        follow(entry, path, above);
      } else {
        take(entry, attributes, path, above);
      }
    }
  }

  private void follow(Path link, String path, Deque<Path> above) throws IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (IOException e) {
      refuse(path, "the link leads nowhere or around in a circle");
      return;
    }
    if (!target.startsWith(root)) {
      refuse(path, "the link leaves the code folder");
    } else if (above.contains(target)) {
      refuse(path, "the link leads back to a folder that it lies in");
    } else {
      take(target, attributes(target), path, above);
    }
  }

  private void take(Path entry, BasicFileAttributes attributes, String path, Deque<Path> above)
      throws IOException {
    if (attributes.isDirectory()) {
      above.push(entry);
      walk(entry, path + "/", above);
      above.pop();
    } else if (attributes.isRegularFile()) {
      files.add(new SourceFile(path, isExecutable(attributes), attributes.size(), entry));
    } else {
      refuse(path, "it is neither a file nor a folder");
    }
  }

  private void refuse(String path, String why) {
    refused.add(
        new Problem(
            ProblemCode.SOURCES_REFUSED,
            label + "/" + path,
            why,
            "remove it or name it in " + IgnoreRules.FILE));
  }

  private static BasicFileAttributes attributes(Path entry) throws IOException {
    try {
      return Files.readAttributes(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Where there are no such permissions, nothing is executable. */
  private static boolean isExecutable(BasicFileAttributes attributes) {
    return attributes instanceof PosixFileAttributes posix
        && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private static boolean isSafe(String name) {
    return name.chars().noneMatch(c -> c == '\\' || c == '\uFFFD' || Character.isISOControl(c))
        && java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  private static String printable(String path) {
    StringBuilder text = new StringBuilder();
    path.chars().forEach(c -> text.append(Character.isISOControl(c) ? '?' : (char) c));
    return text.toString();
  }
}

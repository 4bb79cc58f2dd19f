package io.biomerkin.pack;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What Lambda takes: a package in S3 may be of any size, what it unpacks to may not. */
final class Limits {

  static final long UNZIPPED = 262_144_000;

  private static final int NAMED = 3;

  private Limits() {}

  static void check(List<SourceFile> files, String label) {
    long size = files.stream().mapToLong(SourceFile::size).sum();
    if (size > UNZIPPED) {
      throw new ProblemException(
          ProblemCode.PACKAGE_TOO_LARGE,
          label,
          "the package would unzip to %s, Lambda takes %s; its largest files are %s"
              .formatted(megabytes(size), megabytes(UNZIPPED), largest(files)),
          "name what the agent does not need in " + IgnoreRules.FILE);
    }
  }

  private static String largest(List<SourceFile> files) {
    return files.stream()
        .sorted(Comparator.comparingLong(SourceFile::size).reversed())
        .limit(NAMED)
        .map(file -> "%s (%s)".formatted(file.path(), megabytes(file.size())))
        .collect(Collectors.joining(", "));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}

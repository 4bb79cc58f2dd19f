package io.biomerkin.pack;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sources and installed requirements as the files of one package. */
final class PackageContent {

  private PackageContent() {}

  /** Both, sorted by name; one name for two different contents is refused. */
  static List<SourceFile> merge(
      List<SourceFile> sources, List<SourceFile> installed, String label) {
    Map<String, SourceFile> merged = new TreeMap<>();
    installed.forEach(file -> merged.put(file.path(), file));
    List<Problem> clashes = new ArrayList<>();
    for (SourceFile source : sources) {
      SourceFile other = merged.put(source.path(), source);
      if (other != null && !isSame(source, other)) {
        clashes.add(
            new Problem(
                ProblemCode.SOURCES_REFUSED,
                label + "/" + source.path(),
                "the requirements bring another file of that name",
                "rename it or name it in " + IgnoreRules.FILE));
      }
    }
    if (!clashes.isEmpty()) {
      throw new ProblemException(clashes);
    }
    return merged.values().stream().sorted(Comparator.comparing(SourceFile::path)).toList();
  }

  private static boolean isSame(SourceFile one, SourceFile other) {
    return Arrays.equals(Digests.of(one.file()), Digests.of(other.file()));
  }
}

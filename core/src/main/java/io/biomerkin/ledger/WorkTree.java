package io.biomerkin.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;

/** What in a work tree differs from its commit. */
final class WorkTree {

  /** Where the embedded cloud and our caches live: ours, never the user's change. */
  private static final String OWN_FOLDER = ".biomerkin";

  private WorkTree() {}

  static List<String> dirtyPaths(Repository repository, int max) {
    try {
      IndexDiff diff = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
      diff.diff();
      TreeSet<String> paths = new TreeSet<>(diff.getAdded());
      paths.addAll(diff.getChanged());
      paths.addAll(diff.getRemoved());
      paths.addAll(diff.getMissing());
      paths.addAll(diff.getModified());
      paths.addAll(diff.getConflicting());
      paths.addAll(diff.getUntracked());
      paths.removeIf(path -> List.of(path.split("/")).contains(OWN_FOLDER));
      return new ArrayList<>(paths).subList(0, Math.min(max, paths.size()));
    } catch (IOException e) {
      throw Opening.failed(
          repository.getWorkTree().toString(),
          "it cannot be compared with its commit: " + e.getMessage(),
          e);
    }
  }
}

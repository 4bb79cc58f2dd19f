package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Looks at commits, and at files in them. */
final class Commits {

  private Commits() {}

  static Optional<Commit> find(Repository repository, String id) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(id));
      return Optional.of(new Commit(id, Identity.text(commit.getAuthorIdent())));
    } catch (MissingObjectException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Opening.failed(id, "the commit cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether a branch has the commit; empty when this clone lacks what it takes to tell. */
  static Optional<Boolean> isPartOf(Repository repository, String id, String branch) {
    try (RevWalk walk = new RevWalk(repository)) {
      Ref ref = repository.exactRef(branch);
      if (ref == null || ref.getObjectId() == null) {
        return Optional.empty();
      }
      RevCommit commit = walk.parseCommit(ObjectId.fromString(id));
      boolean part = walk.isMergedInto(commit, walk.parseCommit(ref.getObjectId()));
      boolean whole = repository.getObjectDatabase().getShallowCommits().isEmpty();
      return part || whole ? Optional.of(part) : Optional.empty();
    } catch (MissingObjectException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Opening.failed(branch, "the branch cannot be read: " + e.getMessage(), e);
    }
  }

  /** An object as Git stores it. */
  static Optional<byte[]> raw(Repository repository, ObjectId id) {
    try {
      return Optional.of(repository.open(id).getBytes());
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Opening.failed(id.name(), "the object cannot be read: " + e.getMessage(), e);
    }
  }

  static Optional<String> text(Repository repository, Path file) {
    try (RevWalk walk = new RevWalk(repository)) {
      Ref head = repository.exactRef(Constants.HEAD);
      if (head == null || head.getObjectId() == null) {
        return Optional.empty();
      }
      Path tree = repository.getWorkTree().toPath().toRealPath();
      Path real =
          file.toAbsolutePath()
              .resolveSibling("")
              .toRealPath()
              .resolve(String.valueOf(file.getFileName()));
      if (!real.startsWith(tree)) {
        return Optional.empty();
      }
      String path = tree.relativize(real).toString().replace('\\', '/');
      RevCommit commit = walk.parseCommit(head.getObjectId());
      try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
        if (found == null
            || !found.getFileMode(0).equals(org.eclipse.jgit.lib.FileMode.REGULAR_FILE)) {
          return Optional.empty();
        }
        byte[] bytes = repository.open(found.getObjectId(0)).getBytes();
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw Opening.failed(file.toString(), "its last commit cannot be read: " + e.getMessage(), e);
    }
  }
}

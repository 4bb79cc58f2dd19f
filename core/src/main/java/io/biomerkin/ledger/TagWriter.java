package io.biomerkin.ledger;

import io.biomerkin.ledger.ReleaseMessage.Marker;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes annotated tags; only ever new ones. */
final class TagWriter {

  private final Repository repository;
  private final Markers markers;

  TagWriter(Repository repository, Markers markers) {
    this.repository = repository;
    this.markers = markers;
  }

  /** Whether the tag was made; not when there is one of that name. */
  boolean write(Marker marker) {
    String name = marker.name();
    requireValid(name);
    try {
      requireCommit(marker);
      return create(name, insert(marker));
    } catch (IOException e) {
      throw Opening.failed(name, "the tag cannot be written: " + e.getMessage(), e);
    }
  }

  private ObjectId insert(Marker marker) throws IOException {
    TagBuilder tag = new TagBuilder();
    tag.setTag(marker.name());
    tag.setObjectId(ObjectId.fromString(marker.commit()), Constants.OBJ_COMMIT);
    tag.setTagger(Identity.at(marker.by(), marker.at()));
    tag.setMessage(marker.message());
    new TagSigner(EffectiveConfig.of(repository))
        .sign(marker.name(), tag.build(), marker.by())
        .ifPresent(tag::setGpgSignature);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      return id;
    }
  }

  private boolean create(String name, ObjectId tag) throws IOException {
    RefUpdate update = repository.updateRef(markers.prefix() + name);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    update.setNewObjectId(tag);
    update.disableRefLog();
    return switch (update.update()) {
      case NEW, NO_CHANGE -> true;
      case LOCK_FAILURE -> refused(name);
      default -> false;
    };
  }

  /** The reference is locked: by another marker, which wins, or by something that is in the way. */
  private boolean refused(String name) throws IOException {
    if (repository.exactRef(markers.prefix() + name) != null) {
      return false;
    }
    requireRoom(name);
    throw new ProblemException(
        ProblemCode.REPOSITORY_FAILED,
        name,
        "the tag is locked by another Git process",
        "run the same command again, and remove "
            + markers.prefix()
            + name
            + ".lock in Git's folder if nothing else runs");
  }

  /** Git keeps tags like files: none can have the name of a folder of others. */
  void requireRoom(String name) {
    Collection<String> conflicts;
    try {
      conflicts = repository.getRefDatabase().getConflictingNames(markers.prefix() + name);
    } catch (IOException e) {
      throw Opening.failed(name, "the tags cannot be read: " + e.getMessage(), e);
    }
    if (!conflicts.isEmpty()) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          name,
          "the tag cannot be made beside " + String.join(", ", conflicts),
          "rename that one, then run the same command again");
    }
  }

  private void requireValid(String name) {
    if (!Repository.isValidRefName(markers.prefix() + name)) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          name,
          "Git takes no tag of that name",
          "name application and environment with letters, digits and hyphens");
    }
  }

  private void requireCommit(Marker marker) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.parseCommit(ObjectId.fromString(marker.commit()));
    } catch (MissingObjectException | IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          marker.name(),
          "the repository has no commit " + marker.commit(),
          "fetch it, then run the same command again");
    }
  }
}

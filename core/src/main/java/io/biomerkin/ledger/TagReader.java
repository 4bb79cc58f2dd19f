package io.biomerkin.ledger;

import io.biomerkin.ledger.ReleaseMessage.Marker;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads the annotated tags below a prefix; whatever else lies there is left out. */
final class TagReader {

  private final Repository repository;
  private final String prefix;

  TagReader(Repository repository, Markers markers) {
    this.repository = repository;
    this.prefix = markers.prefix();
  }

  /** All references below that path, annotated or not. */
  List<Ref> below(String path) {
    try {
      return repository.getRefDatabase().getRefsByPrefix(prefix + path + "/");
    } catch (IOException e) {
      throw Opening.failed(prefix + path, "its tags cannot be read: " + e.getMessage(), e);
    }
  }

  /** The name of a reference below that path. */
  String nameBelow(String path, Ref ref) {
    return ref.getName().substring(prefix.length() + path.length() + 1);
  }

  /** The reference of exactly that name. */
  Optional<Ref> find(String name) {
    try {
      return Optional.ofNullable(repository.exactRef(prefix + name));
    } catch (IOException e) {
      throw Opening.failed(prefix + name, "the tag cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the tag says; empty when it is no annotated tag of a commit, or damaged. */
  Optional<Marker> read(RevWalk walk, Ref ref) {
    try {
      if (ref.getObjectId() == null
          || !(walk.parseAny(ref.getObjectId()) instanceof RevTag tag)
          || tag.getObject().getType() != Constants.OBJ_COMMIT) {
        return Optional.empty();
      }
      return Optional.of(marker(ref, tag));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    } catch (org.eclipse.jgit.errors.CorruptObjectException | RuntimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Opening.failed(ref.getName(), "the tag cannot be read: " + e.getMessage(), e);
    }
  }

  RevWalk walk() {
    RevWalk walk = new RevWalk(repository);
    walk.setRetainBody(true);
    return walk;
  }

  private Marker marker(Ref ref, RevTag tag) {
    PersonIdent tagger = tag.getTaggerIdent();
    return new Marker(
        ref.getName().substring(prefix.length()),
        tag.getObject().getId().name(),
        tagger == null ? "" : Identity.text(tagger),
        tagger == null ? Instant.EPOCH : tagger.getWhenAsInstant(),
        tag.getFullMessage());
  }
}

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

  /** The name of a reference without the prefix of its kind. */
  String name(Ref ref) {
    return ref.getName().substring(prefix.length());
  }

  /** The reference of exactly that name. */
  Optional<Ref> find(String name) {
    try {
      return Optional.ofNullable(repository.exactRef(prefix + name));
    } catch (IOException e) {
      throw Opening.failed(prefix + name, "the tag cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the tag says, unless it is no annotated tag of a commit, or damaged. */
  Believed<Marker> read(RevWalk walk, Ref ref) {
    String name = name(ref);
    try {
      if (ref.getObjectId() == null || !(walk.parseAny(ref.getObjectId()) instanceof RevTag tag)) {
        return Believed.not(name, "it is not annotated");
      }
      return tag.getObject().getType() == Constants.OBJ_COMMIT
          ? Believed.of(marker(name, tag))
          : Believed.not(name, "it does not point to a commit");
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Believed.not(name, "its object is not in this repository");
    } catch (org.eclipse.jgit.errors.CorruptObjectException | RuntimeException e) {
      return Believed.not(name, "its object is damaged");
    } catch (IOException e) {
      throw Opening.failed(ref.getName(), "the tag cannot be read: " + e.getMessage(), e);
    }
  }

  RevWalk walk() {
    RevWalk walk = new RevWalk(repository);
    walk.setRetainBody(true);
    return walk;
  }

  private static Marker marker(String name, RevTag tag) {
    PersonIdent tagger = tag.getTaggerIdent();
    return new Marker(
        name,
        tag.getObject().getId().name(),
        tagger == null ? "" : Identity.text(tagger),
        tagger == null ? Instant.EPOCH : tagger.getWhenAsInstant(),
        tag.getFullMessage());
  }
}

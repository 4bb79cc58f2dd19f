package io.biomerkin.ledger;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * The markers of this clone that its remote may not have yet: references below {@code
 * refs/biomerkin/unshared}, made before the marker is and deleted when the remote has it, so that
 * nothing is forgotten by whoever dies in between.
 */
public final class Unshared {

  private static final String PREFIX = "refs/biomerkin/unshared/";

  private final Repository repository;

  Unshared(Repository repository) {
    this.repository = repository;
  }

  /** Their names below {@code refs/tags}, in order; the tag of one need not have been made. */
  public List<String> names() {
    try {
      return repository.getRefDatabase().getRefsByPrefix(PREFIX).stream()
          .map(ref -> ref.getName().substring(PREFIX.length()))
          .toList();
    } catch (IOException e) {
      throw Opening.failed(PREFIX, "the references cannot be read: " + e.getMessage(), e);
    }
  }

  /** Notes a marker that is about to be made on a commit. */
  public void add(String name, String commit) {
    try {
      RefUpdate update = repository.updateRef(PREFIX + name);
      update.setNewObjectId(ObjectId.fromString(commit));
      update.disableRefLog();
      RefUpdate.Result unused = update.forceUpdate();
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** Forgets one that is shared. */
  public void remove(String name) {
    try {
      RefUpdate update = repository.updateRef(PREFIX + name);
      update.setForceUpdate(true);
      RefUpdate.Result unused = update.delete();
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private static RuntimeException failed(String name, IOException e) {
    return Opening.failed(PREFIX + name, "the reference cannot be written: " + e.getMessage(), e);
  }
}

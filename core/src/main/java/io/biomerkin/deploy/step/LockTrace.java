package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.BlueprintJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that says which process of this machine has taken a lock and not given it back yet: who
 * died over that is found without asking the release store each time.
 */
final class LockTrace {

  private final Path file;

  private LockTrace(Path file) {
    this.file = file;
  }

  /** The trace of that site's lock. */
  static LockTrace of(Site site) {
    return new LockTrace(
        site.state()
            .resolve("cache")
            .resolve(site.names().releaseStore())
            .resolve(ReleaseStore.lockKey(site.environment().name())));
  }

  /** Who died, or ended, before they gave the lock back; empty when nobody did. */
  Optional<Owner> dead() {
    try {
      return Files.exists(file)
          ? Optional.of(BlueprintJson.read(Files.readString(file), Owner.class))
              .filter(Owner::isDead)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Cut off, as its writer died, or of another version of this tool.
      return Optional.empty();
    }
  }

  void leave(Owner owner) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, BlueprintJson.write(owner));
    } catch (IOException e) {
      // Without it the lock of a process that dies waits for the next change, or for its end.
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // One that stays costs a look into the release store.
    }
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that says that a process of this machine has taken a lock and not given it back yet: who
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

  boolean isThere() {
    return Files.exists(file);
  }

  void leave() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
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

package io.biomerkin.deploy;

import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.EnvironmentLock.Held;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/** Unlock: takes the lock of an environment from an owner who will never give it back. */
final class UnlockOperation {

  private final Site site;
  private final Function<String, Optional<String>> ask;

  UnlockOperation(Site site, Function<String, Optional<String>> ask) {
    this.site = site;
    this.ask = ask;
  }

  Unlocked run() {
    String name = site.environment().name();
    Optional<Held> lock = EnvironmentLock.find(site);
    if (lock.isPresent() && !ask.apply(lock.get().owner()).equals(Optional.of(name))) {
      throw new ProblemException(
          ProblemCode.LOCKED,
          name,
          "the environment is locked by " + lock.get().owner(),
          "make sure that this has ended, then " + site.command("unlock") + " -Dforce=" + name);
    }
    lock.ifPresent(Held::remove);
    EnvironmentLock.find(site)
        .ifPresent(
            other -> {
              throw new ProblemException(
                  ProblemCode.LOCKED,
                  name,
                  "meanwhile the environment is locked by " + other.owner(),
                  "see what runs with " + site.command("status"));
            });
    return new Unlocked(name, lock.map(Held::owner));
  }
}

package io.biomerkin.deploy;

import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.EnvironmentLock.Held;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Unlock: takes the lock of an environment from an owner who will never give it back. */
final class UnlockOperation {

  private final Site site;
  private final Optional<String> force;

  UnlockOperation(Site site, Optional<String> force) {
    this.site = site;
    this.force = force;
  }

  Unlocked run() {
    String name = site.environment().name();
    Optional<Held> lock = EnvironmentLock.find(site);
    if (lock.isPresent() && !force.equals(Optional.of(name))) {
      throw new ProblemException(
          ProblemCode.LOCKED,
          name,
          "the environment is locked by " + lock.get().owner(),
          "make sure that this has ended, then " + site.command("unlock") + " -Dforce=" + name);
    }
    lock.ifPresent(Held::remove);
    return new Unlocked(name, lock.map(Held::owner));
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.DeleteStack;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Destroy: removes an environment; its markers and the release store stay. */
final class DestroyOperation {

  private final Site site;
  private final Optional<String> force;

  DestroyOperation(Site site, Optional<String> force) {
    this.site = site;
    this.force = force;
  }

  Destroyed run() {
    String name = site.environment().name();
    requireForce(
        site.environment().protectData(), "the environment protects its data", "its data is kept");
    Optional<StackState> stack = new Preflight(site).run();
    if (stack.isEmpty()) {
      EnvironmentLock.sweep(site);
      return new Destroyed(name, false, List.of());
    }
    // The blueprint may have protected it before, or an administrator does.
    requireForce(
        stack.get().terminationProtected(),
        "its stack is protected against being deleted",
        "only what its template retains is kept");
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "destroy")) {
      // A deletion that was left alone may have ended meanwhile.
      List<String> retained =
          new Preflight(site)
              .idle(stack, lock::beat)
              .map(new DeleteStack(site, lock)::run)
              .orElse(List.of());
      return new Destroyed(name, true, retained);
    }
  }

  private void requireForce(boolean isProtected, String what, String kept) {
    String name = site.environment().name();
    if (isProtected && !force.equals(Optional.of(name))) {
      throw new ProblemException(
          ProblemCode.PROTECTED,
          name,
          what,
          site.command("destroy") + " -Dforce=" + name + " removes it; " + kept);
    }
  }
}

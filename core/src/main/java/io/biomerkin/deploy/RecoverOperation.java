package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.RecoverStack;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Recover: leads the stack of an environment out of a state that no deployment starts from. */
final class RecoverOperation {

  private final Site site;
  private final Set<String> skip;

  RecoverOperation(Site site, Set<String> skip) {
    this.site = site;
    this.skip = skip;
  }

  Recovered run() {
    Optional<StackState> seen = new Preflight(site).run();
    if (seen.isEmpty()) {
      return new Recovered(
          site.environment().name(), StackState.NOT_DEPLOYED, StackState.NOT_DEPLOYED);
    }
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "recover")) {
      Optional<StackState> idle = new Preflight(site).idle(seen, lock::beat);
      idle.ifPresent(this::requireKnown);
      Optional<StackState> now =
          idle.flatMap(stack -> new RecoverStack(site, lock).run(stack, skip));
      return new Recovered(site.environment().name(), seen.get().status(), StackState.status(now));
    }
  }

  private void requireKnown(StackState stack) {
    if (skip.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>(site.stacks().physicalIds().keySet());
    if (stack.isSplit()) {
      for (Stacks each : site.stacks(stack)) {
        each.physicalIds().keySet().forEach(id -> known.add(each.name() + "." + id));
      }
    }
    for (String name : skip) {
      if (stack.isSettled()) {
        throw refused(name, "the stack is " + stack.status() + ": nothing needs to be left out");
      }
      if (!known.contains(name)) {
        throw refused(name, "the stack has no such resource");
      }
    }
  }

  private ProblemException refused(String name, String what) {
    return new ProblemException(
        ProblemCode.STACK_STATE,
        "-Dskip=" + name,
        what,
        site.command("recover") + " without -Dskip= names what is in the way");
  }
}

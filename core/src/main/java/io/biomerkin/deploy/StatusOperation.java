package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Status: what runs in one environment. */
final class StatusOperation {

  private final Site site;

  StatusOperation(Site site) {
    this.site = site;
  }

  Status run() {
    String name = site.environment().name();
    String cloud = site.cloud().label();
    try {
      Optional<StackState> stack = site.stacks().find().filter(s -> !s.isReserved());
      History history = site.history(stack);
      return new Status(
          name, cloud, stack.map(s -> state(s, history)).orElse("not deployed"), history.current());
    } catch (RuntimeException e) {
      // One environment that cannot be reached must not hide the others.
      if (CloudErrors.explained(e, cloud) instanceof ProblemException told) {
        return new Status(name, cloud, told.first().what(), Optional.empty());
      }
      throw e;
    }
  }

  /** A deployment that was interrupted, or marked in another repository, is told too. */
  private static String state(StackState stack, History history) {
    return history.running().filter(id -> history.current().isEmpty()).stream()
        .map(id -> stack.status() + ", release " + id + " has no marker here")
        .findFirst()
        .orElse(stack.status());
  }
}

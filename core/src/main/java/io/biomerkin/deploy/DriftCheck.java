package io.biomerkin.deploy;

import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.ChangeSet;
import io.biomerkin.deploy.step.DetectDrift;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** What an operation does about drift, as it was asked to. It looks once. */
final class DriftCheck {

  private final Site site;
  private final DriftPolicy policy;
  private Optional<List<DriftedResource>> found = Optional.empty();

  DriftCheck(Site site, DriftPolicy policy) {
    this.site = site;
    this.policy = policy;
  }

  /**
   * Looks, if it has not, and the stack is one that can be looked at.
   *
   * @return whether there is something to take back
   * @throws io.biomerkin.problem.ProblemException with everything that was changed, for who wants
   *     none
   */
  boolean run(Optional<StackState> stack) {
    if (policy == DriftPolicy.IGNORE || stack.isEmpty() || !stack.get().isSettled()) {
      return false;
    }
    if (found.isEmpty()) {
      DetectDrift detect = new DetectDrift(site, policy == DriftPolicy.FAIL);
      List<DriftedResource> drifted =
          site.narrator().step("drift", () -> detect.run(stack.get()), DetectDrift::describe);
      found = Optional.of(drifted);
      if (policy == DriftPolicy.FAIL && !drifted.isEmpty()) {
        throw new ProblemException(DetectDrift.problems(drifted));
      }
      detect.warn(drifted);
      if (policy == DriftPolicy.REVERT) {
        detect.requireOwn(stack.get(), drifted);
      }
    }
    return reverts();
  }

  /** What a change of a stack that exists starts from. */
  ChangeSet.Kind update() {
    return ChangeSet.Kind.update(reverts());
  }

  private boolean reverts() {
    return policy == DriftPolicy.REVERT && !found.orElse(List.of()).isEmpty();
  }
}

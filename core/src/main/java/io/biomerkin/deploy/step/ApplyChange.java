package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Set;

/** Makes a change of the stack and waits for it; on failure CloudFormation itself goes back. */
public final class ApplyChange {

  private final Site site;
  private final EnvironmentLock lock;

  /** Changes that site's stack under its lock. */
  public ApplyChange(Site site, EnvironmentLock lock) {
    this.site = site;
    this.lock = lock;
  }

  /** Refuses a change that loses data, unless each such resource was named. */
  public static void refuseDataLoss(ChangeSet change, Set<String> allowed) {
    List<Problem> problems =
        change.changes().stream()
            .filter(ResourceChange::losesData)
            .filter(lost -> !allowed.contains(lost.logicalId()))
            .map(ApplyChange::dataLoss)
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem dataLoss(ResourceChange lost) {
    String verb = lost.action() == ResourceChange.Action.REMOVED ? "removed" : "replaced";
    return new Problem(
        ProblemCode.DATA_LOSS,
        lost.logicalId() + " (" + lost.physicalId() + ")",
        "holds data and would be " + verb,
        "take the change back, or allow it with -DallowDataLoss=" + lost.logicalId());
  }

  /**
   * Makes the change.
   *
   * @throws ProblemException when a resource fails; the stack is then what it was before
   */
  public int run(ChangeSet change) {
    if (change.empty()) {
      change.drop(site);
      return 0;
    }
    site.stacks().changeSets().execute(change.name());
    FollowStack follow = new FollowStack(site, lock, change.changes().size());
    String status = follow.run(change.stackId(), change.name());
    if (!status.equals("CREATE_COMPLETE") && !status.equals("UPDATE_COMPLETE")) {
      throw follow.failure(status, next(change, status));
    }
    return change.changes().size();
  }

  private String next(ChangeSet change, String status) {
    if (change.creates()) {
      return "nothing of the environment was kept; correct the cause, then deploy again";
    }
    if (status.equals("UPDATE_ROLLBACK_COMPLETE")) {
      return "the release before runs on; correct the cause, then deploy again";
    }
    return "the stack is " + status + ": see it with " + site.command("validate");
  }
}

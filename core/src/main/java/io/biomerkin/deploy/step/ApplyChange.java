package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.StackStatus;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a change of the stack and waits for it; on failure CloudFormation itself goes back. */
public final class ApplyChange {

  private final Site site;
  private final EnvironmentLock lock;

  /** Changes that site's stack under its lock. */
  public ApplyChange(Site site, EnvironmentLock lock) {
    this.site = site;
    this.lock = lock;
  }

  /**
   * What comes between a prepared change and making it. Where that fails, the change loses data
   * that nobody named, the lock is lost or somebody stops it, nothing of the prepared change stays.
   *
   * @param allowed the resources whose data may be lost
   */
  public void prepare(ChangeSet change, Set<String> allowed, Runnable first) {
    try {
      change.refuseDataLoss(allowed);
      first.run();
      site.narrator().stop().before("apply");
      lock.beat();
    } catch (RuntimeException e) {
      dropAfter(e, change);
      throw e;
    }
  }

  private void dropAfter(RuntimeException failure, ChangeSet change) {
    try {
      change.drop(site);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Makes the change.
   *
   * @throws ProblemException when a resource fails; the stack is then what it was before
   */
  public int run(ChangeSet change) {
    try {
      return change.isTooLarge(site.quotas())
          ? new ApplyInParts(site, lock, this).run(change)
          : make(change);
    } finally {
      // What follows ends soon, and what failed must be gone back from.
      site.narrator().stop().tooLate();
    }
  }

  /** Makes a change that CloudFormation makes in one operation. */
  int make(ChangeSet change) {
    if (change.empty()) {
      change.drop(site);
      return 0;
    }
    Set<String> lost = lost(change);
    boolean guarded = site.environment().protectData();
    if (guarded && !change.creates()) {
      site.stacks().guardData(lost);
    } else if (!lost.isEmpty()) {
      // It may have been guarded when it was made.
      site.stacks().freeData();
    }
    try {
      return execute(change);
    } finally {
      if (guarded && !lost.isEmpty()) {
        site.stacks().guardData(Set.of());
      }
    }
  }

  /** What this change was allowed to lose, the stack's policy has to let it. */
  private static Set<String> lost(ChangeSet change) {
    return change.changes().stream()
        .filter(ResourceChange::losesData)
        .map(ResourceChange::logicalId)
        .collect(Collectors.toSet());
  }

  private int execute(ChangeSet change) {
    String token = FollowStack.token("apply");
    site.stacks().changeSets().execute(change.name(), token);
    FollowStack follow = new FollowStack(site, lock, change.changes().size());
    String status = (change.creates() ? follow : follow.turningBack()).run(change.stackId(), token);
    if (follow.isTurnedBack() && status.equals(StackStatus.UPDATE_ROLLBACK_COMPLETE.name())) {
      throw new ProblemException(
          ProblemCode.CANCELLED,
          site.names().stack(),
          "the update was turned back, as asked; the release before runs on",
          "run the same command again whenever you like");
    }
    if (!status.equals("CREATE_COMPLETE") && !status.equals("UPDATE_COMPLETE")) {
      throw follow.failure(status, next(change, status));
    }
    if (change.creates() && site.environment().protectData()) {
      site.stacks().guardData(Set.of());
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
    return "the stack is " + status + ": correct the cause, then " + site.command("recover");
  }
}

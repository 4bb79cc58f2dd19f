package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.StackStatus;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Parts;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * Makes the change.
   *
   * @throws ProblemException when a resource fails; the stack is then what it was before
   */
  public int run(ChangeSet change) {
    return change.isTooLarge() ? inParts(change) : make(change);
  }

  /**
   * Makes a change of nested stacks that CloudFormation does not make in one operation. On the way
   * the stack does not tell what it was made from, so that whoever comes after a death goes on.
   */
  private int inParts(ChangeSet change) {
    Optional<Template> before =
        change.creates() ? Optional.empty() : Optional.of(new Template(site.stacks().template()));
    change.drop(site);
    List<Template> way = Parts.of(before, change.target(), change.nested());
    site.narrator()
        .notice(
            "made in "
                + Words.count(way.size(), "part")
                + ": CloudFormation changes at most "
                + Parts.MOST
                + " resources of nested stacks at once");
    int made = 0;
    try {
      for (Template part : way) {
        made += make(part(change, part, made == 0));
      }
    } catch (ProblemException e) {
      if (made > 0) {
        goBack(before, e);
      }
      throw e;
    }
    return made;
  }

  private ChangeSet part(ChangeSet whole, Template part, boolean first) {
    boolean last = part.equals(whole.target());
    ChangeSet.Kind kind = first || last ? whole.kind() : ChangeSet.Kind.UPDATE;
    if (kind == ChangeSet.Kind.CREATE && !first) {
      kind = ChangeSet.Kind.UPDATE;
    }
    Publish.put(site.store(), part);
    return ChangeSet.prepare(site, FollowStack.token("part"), kind, part);
  }

  /** A part failed, and is taken back; so are those before it. */
  private void goBack(Optional<Template> before, ProblemException cause) {
    site.narrator().notice("the parts that were made are taken back");
    try {
      Optional<Template> release = before.filter(Template::isRelease);
      if (release.isEmpty()) {
        site.stacks().find().ifPresent(new DeleteStack(site, lock)::run);
        return;
      }
      Publish.put(site.store(), release.get());
      ChangeSet back =
          ChangeSet.prepare(site, FollowStack.token("back"), ChangeSet.Kind.UPDATE, release.get());
      if (back.isTooLarge()) {
        back.drop(site);
        Template now = new Template(site.stacks().template());
        for (Template part : Parts.of(Optional.of(now), release.get(), back.nested())) {
          make(part(back, part, false));
        }
      } else {
        make(back);
      }
    } catch (ProblemException e) {
      List<Problem> problems = new ArrayList<>(cause.problems());
      problems.add(
          new Problem(
              ProblemCode.STACK_STATE,
              site.names().stack(),
              "the parts that were made before could not be taken back: " + e.first().what(),
              site.command("deploy") + " or " + site.command("rollback") + " makes it whole"));
      throw new ProblemException(problems);
    }
  }

  private int make(ChangeSet change) {
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
    // What follows ends soon, and what failed must be gone back from.
    site.narrator().stop().tooLate();
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

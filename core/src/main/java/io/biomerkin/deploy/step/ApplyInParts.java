package io.biomerkin.deploy.step;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Parts;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a change of nested stacks that CloudFormation does not make in one operation: part by part,
 * and back again when one fails. On the way the stack does not tell what it was made from, so that
 * whoever comes after a death goes on.
 */
final class ApplyInParts {

  private final Site site;
  private final EnvironmentLock lock;
  private final ApplyChange apply;

  ApplyInParts(Site site, EnvironmentLock lock, ApplyChange apply) {
    this.site = site;
    this.lock = lock;
    this.apply = apply;
  }

  int run(ChangeSet change) {
    Optional<Template> before =
        change.creates() ? Optional.empty() : Optional.of(new Template(site.stacks().template()));
    change.drop(site);
    List<Template> way = Parts.of(before, change.target(), change.nested(), site.quotas());
    site.narrator()
        .notice(
            "made in "
                + Words.count(way.size(), "part")
                + ": CloudFormation changes at most "
                + site.quotas().nestedChanges()
                + " resources of nested stacks at once");
    int made = 0;
    try {
      for (Template part : way) {
        begin("part " + (way.indexOf(part) + 1) + " of " + way.size());
        made += apply.make(part(change, part, made == 0));
      }
    } catch (ProblemException e) {
      site.narrator().stop().tooLate();
      throw made > 0 ? goBack(before.filter(Template::isRelease), e) : e;
    }
    return made;
  }

  private void begin(String part) {
    site.narrator().stop().before(part);
    site.narrator().notice(part);
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

  /**
   * A part failed, and CloudFormation has taken it back; so are those before it.
   *
   * @param release what ran; nothing of a new environment
   * @return what to tell
   */
  private ProblemException goBack(Optional<Template> release, ProblemException cause) {
    Optional<StackState> stack = site.stacks().find();
    if (stack.isEmpty() || !stack.get().isSettled()) {
      // What is stuck comes first.
      return cause;
    }
    site.narrator().notice("the parts that were made are taken back");
    try {
      if (release.isPresent()) {
        back(release.get());
        return cause;
      }
      new DeleteStack(site, lock).run(stack.get());
      return told(cause);
    } catch (RuntimeException e) {
      if (CloudErrors.explained(e, site.cloud().label()) instanceof ProblemException told) {
        return both(cause, told.first());
      }
      throw e;
    }
  }

  private ProblemException both(ProblemException cause, Problem second) {
    List<Problem> problems = new ArrayList<>(cause.problems());
    problems.add(
        new Problem(
            ProblemCode.STACK_STATE,
            site.names().stack(),
            "the parts that were made before could not be taken back: " + second.what(),
            site.command("deploy") + " makes it whole"));
    return new ProblemException(problems);
  }

  private void back(Template release) {
    Publish.put(site.store(), release);
    ChangeSet back =
        ChangeSet.prepare(site, FollowStack.token("back"), ChangeSet.Kind.UPDATE, release);
    if (!back.isTooLarge(site.quotas())) {
      apply.make(back);
      return;
    }
    back.drop(site);
    Template now = new Template(site.stacks().template());
    for (Template part : Parts.of(Optional.of(now), release, back.nested(), site.quotas())) {
      apply.make(part(back, part, false));
    }
  }

  /** What is told of a creation that was taken back, which is nothing of a release before. */
  private static ProblemException told(ProblemException cause) {
    List<Problem> problems = new ArrayList<>(cause.problems());
    Problem first = problems.get(0);
    problems.set(
        0,
        first.code() == ProblemCode.CANCELLED
            ? new Problem(
                first.code(),
                first.where(),
                "stopped, as asked; nothing of the environment was kept",
                "run the same command again whenever you like")
            : new Problem(
                first.code(),
                first.where(),
                first.what(),
                "nothing of the environment was kept; correct the cause, then deploy again"));
    return new ProblemException(problems);
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.ApplyChange;
import io.biomerkin.deploy.step.BackupTables;
import io.biomerkin.deploy.step.ChangeSet;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.ExpressLane;
import io.biomerkin.deploy.step.Manifest;
import io.biomerkin.deploy.step.Mark;
import io.biomerkin.deploy.step.Notify;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Prune;
import io.biomerkin.deploy.step.Publish;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.VerifyOrReturn;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Assembly;
import io.biomerkin.synth.CodeBinding;
import io.biomerkin.synth.Template;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rollback: an earlier release runs again, from the release store; nothing is built. */
final class RollbackOperation {

  private final Site site;
  private final RollbackRequest request;
  private final DriftCheck drift;

  RollbackOperation(Site site, RollbackRequest request) {
    this.site = site;
    this.request = request;
    this.drift = new DriftCheck(site, request.drift());
  }

  DeployResult run() {
    site.ledger().identity();
    new Share(site).fetch();
    Optional<StackState> seen = new Preflight(site).run().filter(stack -> !stack.isReserved());
    if (seen.isEmpty()) {
      throw new ProblemException(
          ProblemCode.NOT_DEPLOYED,
          site.environment().name(),
          "the environment is not deployed: there is nothing to roll back",
          site.command("deploy"));
    }
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "rollback")) {
      Optional<StackState> stack = new Preflight(site).settle(lock);
      drift.run(stack);
      History history = site.history(stack);
      Optional<Release> made = made(history, lock);
      if (made.isPresent()) {
        site.narrator().notice("the rollback that was interrupted had made it");
        return new DeployResult(true, made.get(), stack.orElseThrow().outputs());
      }
      Manifest target = Manifest.get(site, target(history));
      Template released = target.template(site);
      target.requireStored(site, released);
      return replay(stack, history, target, released, lock);
    } catch (ProblemException e) {
      new Notify(site).failed("rollback", e);
      throw e;
    }
  }

  /**
   * What the same command made before it died: a second time it would go one release further. It
   * was verified when its manifest is there, and told to nobody when it died with the lock.
   */
  private Optional<Release> made(History history, EnvironmentLock lock) {
    Optional<Release> rollback =
        history.isRollbackUnfinished()
            ? history.running().flatMap(id -> Mark.findOrRepeat(site, id))
            : history.current().filter(now -> isAfter(now, lock.interrupted("rollback")));
    return rollback.filter(
        now ->
            now.restores().isPresent()
                && request.to().map(now.restores().get().text()::equals).orElse(true));
  }

  private static boolean isAfter(Release release, Optional<Instant> begun) {
    // Git keeps whole seconds.
    return begun
        .map(since -> since.truncatedTo(ChronoUnit.SECONDS))
        .filter(since -> !release.at().isBefore(since))
        .isPresent();
  }

  private ReleaseId target(History history) {
    if (request.to().isEmpty()) {
      return history
          .before()
          .orElseThrow(
              () -> refused(history, "there is no verified release before the running one"));
    }
    String wanted = request.to().get();
    return ReleaseId.parse(wanted)
        .filter(history::isCandidate)
        .orElseThrow(() -> refused(history, why(history, wanted)));
  }

  private static String why(History history, String wanted) {
    Optional<Release> known =
        history.releases().stream().filter(r -> r.id().text().equals(wanted)).findFirst();
    if (known.isEmpty()) {
      return "there is no release '" + wanted + "'";
    }
    Release release = known.get();
    if (history.rejected().contains(release.id())) {
      return "release " + wanted + " was rejected";
    }
    if (history.current().map(Release::runs).equals(Optional.of(release.runs()))) {
      return "release " + wanted + " is running";
    }
    if (release.restores().isPresent()) {
      return "release " + wanted + " is itself a rollback, to " + release.restores().get();
    }
    return "release " + wanted + " was never verified";
  }

  private ProblemException refused(History history, String what) {
    List<Release> candidates = history.candidates();
    String next =
        candidates.isEmpty()
            ? "there is no other release to roll back to"
            : "choose with -Dto= one of "
                + candidates.stream().map(r -> r.id().text()).collect(Collectors.joining(", "));
    return new ProblemException(
        new Problem(ProblemCode.NOT_A_CANDIDATE, site.environment().name(), what, next));
  }

  private DeployResult replay(
      Optional<StackState> stack,
      History history,
      Manifest target,
      Template released,
      EnvironmentLock lock) {
    ReleaseId id = Mark.freshId(site, stack);
    Template template = CodeBinding.rebind(released, id, target.release().id());
    Publish publish = new Publish(site);
    site.narrator()
        .step(
            "publish",
            () -> publish.run(List.of(), Set.of(), new Assembly(template, Map.of())),
            sent -> "the template");
    ChangeSet change =
        site.narrator()
            .step(
                "plan",
                () -> ChangeSet.of(site, id, drift.update(), template),
                prepared -> PlanOperation.summary(prepared.changes()));
    ApplyChange apply = new ApplyChange(site, lock);
    apply.prepare(
        change,
        request.allowDataLoss(),
        () -> {
          new ExpressLane(site).undo(stack);
          new BackupTables(site).beforeLoss(change, id);
        });
    change.changes().stream()
        .filter(made -> made.holdsData() && made.action() == ResourceChange.Action.ADDED)
        .forEach(made -> site.narrator().notice(made.logicalId() + " is made anew, empty"));
    site.narrator().step("apply", () -> apply.run(change), count -> count + " resources");
    return finish(history, target, Mark.restored(site, id, template, target.release()), lock);
  }

  private DeployResult finish(
      History history, Manifest target, Release release, EnvironmentLock lock) {
    VerifyOrReturn verify = new VerifyOrReturn(site, lock, history);
    Release verified =
        request.skipValidation() ? verify.skip(release) : verify.run(release, target.blueprint());
    Manifest manifest = new Manifest(verified, target.inputs(), target.blueprint());
    // Asked before the mark: after it nothing makes the run fail.
    Map<String, String> outputs = site.stacks().find().map(StackState::outputs).orElse(Map.of());
    site.narrator().step("mark", () -> new Mark(site).run(manifest), name -> name);
    new Notify(site).succeeded(verified);
    new Prune(site).run();
    return new DeployResult(true, verified, outputs);
  }
}

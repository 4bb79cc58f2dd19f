package io.biomerkin.deploy;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.ApplyChange;
import io.biomerkin.deploy.step.BackupTables;
import io.biomerkin.deploy.step.ChangeSet;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.EnvironmentRules;
import io.biomerkin.deploy.step.Inputs;
import io.biomerkin.deploy.step.Manifest;
import io.biomerkin.deploy.step.Mark;
import io.biomerkin.deploy.step.Notify;
import io.biomerkin.deploy.step.Outputs;
import io.biomerkin.deploy.step.PackageAgents;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Publish;
import io.biomerkin.deploy.step.RunChecks;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.Synthesize;
import io.biomerkin.deploy.step.VerifyOrReturn;
import io.biomerkin.ledger.Head;
import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.pack.Bundle;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Deploy: preflight, lock, checks, package, synthesize, publish, plan, backup, apply, verify, mark.
 * Every step may be done again; a run after a crash finds what was done and goes on.
 */
final class DeployOperation {

  private final Site site;
  private final DeployRequest request;

  DeployOperation(Site site, DeployRequest request) {
    this.site = site;
    this.request = request;
  }

  DeployResult run() {
    List<Problem> broken = EnvironmentRules.broken(site, request);
    if (!broken.isEmpty()) {
      throw new ProblemException(broken);
    }
    // Who deploys, and which commit, must be known before anything is changed.
    Supplier<Head> committed = site.workers().begin(() -> requireCommitter());
    Supplier<Inputs> reading = site.workers().begin(() -> Inputs.of(site));
    Optional<StackState> stack = new Preflight(site).run();
    Inputs inputs = reading.get();
    Head unused = committed.get(); // fails without a commit or an identity
    Optional<DeployResult> unchanged = unchanged(stack, inputs);
    if (unchanged.isPresent()) {
      return unchanged.get();
    }
    EnvironmentRules.dirty(site, site.ledger().dirtyPaths(5))
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "deploy")) {
      return change(new Preflight(site).settle(stack, lock), inputs, lock);
    } catch (ProblemException e) {
      new Notify(site).failed("deploy", e);
      throw e;
    }
  }

  private Head requireCommitter() {
    site.ledger().identity();
    return site.ledger().head();
  }

  /** Runs already what the blueprint and the sources say, and its marker is there. */
  private Optional<DeployResult> unchanged(Optional<StackState> stack, Inputs inputs) {
    Optional<StackState> same =
        stack
            .filter(StackState::isSettled)
            .filter(s -> s.input().equals(Optional.of(inputs.digest())));
    Optional<ReleaseId> id = same.flatMap(StackState::release).flatMap(ReleaseId::parse);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Mark.findOrRepeat(site, id.get())
        .map(release -> new DeployResult(false, release, same.get().outputs()));
  }

  private DeployResult change(Optional<StackState> stack, Inputs inputs, EnvironmentLock lock) {
    History history = site.history(stack);
    boolean applied = stack.flatMap(StackState::input).equals(Optional.of(inputs.digest()));
    ReleaseId id = applied ? runningId(stack) : Mark.freshId(site, stack);
    Map<String, String> checks = checks();
    Map<String, Bundle> bundles =
        site.narrator()
            .step("package", () -> new PackageAgents(site).run(), PackageAgents::describe);
    Template template =
        site.narrator()
            .step(
                "synthesize",
                () -> new Synthesize(site, inputs).run(bundles, id),
                made -> made.bytes().length / 1024 + " KB");
    site.narrator()
        .step(
            "publish",
            () -> new Publish(site).run(bundles.values(), published(stack, history), template),
            sent -> sent + (sent == 1 ? " object" : " objects"));
    List<ResourceChange> changes = applied ? List.of() : apply(stack, id, template, lock);
    Release made = Mark.release(site, id, template, bundles, checks, request.emergency());
    VerifyOrReturn verify = new VerifyOrReturn(site, lock, history);
    Release release =
        request.skipValidation() ? verify.skip(made) : verify.run(made, site.blueprint());
    mark(new Manifest(release, inputs.digest(), site.blueprint()));
    return new DeployResult(true, release, Outputs.after(site, stack, changes));
  }

  private static ReleaseId runningId(Optional<StackState> stack) {
    return stack.flatMap(StackState::release).flatMap(ReleaseId::parse).orElseThrow();
  }

  private Map<String, String> checks() {
    RunChecks checks = new RunChecks(site);
    if (request.skipTests()) {
      site.narrator().notice("the blueprint's checks are skipped");
      return checks.skipped();
    }
    return site.narrator()
        .step(
            "checks",
            checks::run,
            results ->
                results.isEmpty()
                    ? "none declared"
                    : results.entrySet().stream()
                        .map(result -> result.getKey() + " " + result.getValue())
                        .collect(Collectors.joining(", ")));
  }

  /**
   * The code that the running release has put into the store already. A marker alone proves
   * nothing: the embedded cloud may have been removed, or the marker come from somebody else's.
   */
  private static Set<String> published(Optional<StackState> stack, History history) {
    Optional<ReleaseId> running = stack.flatMap(StackState::release).flatMap(ReleaseId::parse);
    return history.current().stream()
        .filter(release -> running.equals(Optional.of(release.id())))
        .flatMap(release -> release.code().values().stream())
        .map(digest -> digest.replaceFirst("^sha256:", ""))
        .collect(Collectors.toSet());
  }

  private List<ResourceChange> apply(
      Optional<StackState> stack, ReleaseId id, Template template, EnvironmentLock lock) {
    boolean creates = stack.isEmpty() || stack.get().isReserved();
    ChangeSet change =
        site.narrator()
            .step(
                "plan",
                () -> ChangeSet.of(site, id, creates, template),
                prepared -> PlanOperation.summary(prepared.changes()));
    change.refuseDataLoss(site, request.allowDataLoss());
    backup(change, id);
    site.narrator()
        .step(
            "apply",
            () -> new ApplyChange(site, lock).run(change),
            count -> count + (count == 1 ? " resource" : " resources"));
    if (creates && site.environment().protectData()) {
      site.stacks().protect(true);
    }
    return change.changes();
  }

  private void backup(ChangeSet change, ReleaseId id) {
    BackupTables backup = new BackupTables(site);
    if (!change.creates()
        && site.environment().backup().map(BackupPolicy::beforeDeploy).orElse(false)) {
      backup.tell(id);
    } else {
      backup.beforeLoss(change, id);
    }
  }

  private void mark(Manifest manifest) {
    site.narrator().step("mark", () -> new Mark(site).run(manifest), name -> name);
    new Notify(site).succeeded(manifest.release());
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.gate.EnvironmentGate;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.ExpressLane;
import io.biomerkin.deploy.step.Inputs;
import io.biomerkin.deploy.step.Manifest;
import io.biomerkin.deploy.step.Mark;
import io.biomerkin.deploy.step.Notify;
import io.biomerkin.deploy.step.PackageAgents;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Publish;
import io.biomerkin.deploy.step.RunChecks;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.Synthesize;
import io.biomerkin.deploy.step.Verify;
import io.biomerkin.ledger.Head;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Sha256;
import io.biomerkin.pack.Bundle;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Assembly;
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
  private final DriftCheck drift;
  private final ExpressLane lane;

  DeployOperation(Site site, DeployRequest request) {
    this.site = site;
    this.request = request;
    this.drift = new DriftCheck(site, request.drift());
    this.lane = new ExpressLane(site);
  }

  DeployResult run() {
    refuse(site.environment());
    // Who deploys, which commit, and which rules hold must be known before anything is changed.
    Supplier<Environment> committed = site.workers().begin(this::requireCommitter);
    Supplier<Inputs> reading = site.workers().begin(() -> Inputs.of(site));
    Optional<StackState> stack = new Preflight(site).run();
    Inputs inputs = reading.get();
    Environment declared = committed.get();
    Optional<DeployResult> unchanged = unchanged(stack, inputs);
    if (unchanged.isPresent()) {
      EnvironmentLock.sweep(site);
      return unchanged.get();
    }
    refuse(declared);
    EnvironmentGate.dirty(declared, site.ledger().dirtyPaths(5))
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    Optional<GuardedDeploy> guarded =
        Gate.of(site).map(gate -> new GuardedDeploy(site, request, gate));
    guarded.ifPresent(gate -> gate.pass(site.history(stack)));
    Synthesize synthesis = new Synthesize(site, inputs).begin();
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "deploy")) {
      // Somebody else may have deployed since the first look.
      Optional<StackState> settled = new Preflight(site).settle(lock);
      Optional<DeployResult> done = unchanged(settled, inputs);
      return done.isPresent() ? done.get() : change(settled, inputs, synthesis, lock, guarded);
    } catch (ProblemException e) {
      new Notify(site).failed("deploy", e);
      throw e;
    }
  }

  /** The environment as the commit that is checked out declares it. */
  private Environment requireCommitter() {
    site.ledger().identity();
    Head unused = site.ledger().head(); // fails without a commit
    return site.policy().environment(site.environment().name()).orElse(site.environment());
  }

  private void refuse(Environment declared) {
    List<Problem> problems =
        new Checklist(
                declared.name(),
                Optional.empty(),
                EnvironmentGate.items(declared, site.now()),
                List.of(),
                site.command("deploy"))
            .problems();
    if (!problems.isEmpty() && request.emergency().isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private Optional<DeployResult> unchanged(Optional<StackState> stack, Inputs inputs) {
    if (drift.run(stack)) {
      return Optional.empty();
    }
    Optional<ExpressLane.Draft> draft = lane.draft(stack);
    if (draft.isEmpty()) {
      return ReleaseChange.unchanged(site, stack, inputs.digest());
    }
    return draft
        .filter(found -> request.express() && found.input().equals(inputs.digest()))
        .flatMap(
            found -> ReleaseId.parse(found.release()).flatMap(id -> Mark.findOrRepeat(site, id)))
        .map(
            release ->
                new DeployResult(
                    false, release, stack.get().outputs(), draft.get().code().keySet()));
  }

  private DeployResult change(
      Optional<StackState> stack,
      Inputs inputs,
      Synthesize synthesis,
      EnvironmentLock lock,
      Optional<GuardedDeploy> guarded) {
    new Share(site).fetch();
    History history = site.history(stack);
    // Meanwhile somebody may have promoted, rejected or rolled back something.
    Optional<Origin> origin = guarded.flatMap(gate -> gate.pass(history));
    boolean applied =
        !drift.run(stack) && stack.flatMap(StackState::input).equals(Optional.of(inputs.digest()));
    ReleaseId id = applied ? runningId(stack) : Mark.freshId(site, stack);
    Map<String, String> checks = checks();
    Map<String, Bundle> bundles =
        site.narrator()
            .step("package", () -> new PackageAgents(site).run(), PackageAgents::describe);
    Map<String, String> code = PackageAgents.digests(bundles);
    Gate.refuseRejected(site, Mark.content(site.blueprint(), code));
    Optional<Manifest> running = takesLane(stack, history, inputs);
    if (running.isPresent()) {
      return express(stack.get(), running.get(), bundles, inputs);
    }
    lane.undo(stack);
    Assembly templates =
        site.narrator()
            .step("synthesize", () -> synthesis.run(code, id, stack), Synthesize::describe);
    site.narrator()
        .step(
            "publish",
            () -> new Publish(site).run(bundles.values(), published(stack, history), templates),
            sent -> sent + (sent == 1 ? " object" : " objects"));
    Release made =
        Mark.release(site, id, templates.root(), code, checks, origin, request.emergency());
    return new ReleaseChange(
            site, lock, stack, request.allowDataLoss(), request.skipValidation(), drift)
        .run(new Manifest(made, inputs, site.blueprint()), templates.root(), applied, history);
  }

  /** The release that code alone would go past. */
  private Optional<Manifest> takesLane(Optional<StackState> stack, History history, Inputs inputs) {
    if (!request.express()
        || request.drift() != DriftPolicy.IGNORE
        || !site.environment().express()
        || history.current().isEmpty()) {
      return Optional.empty();
    }
    return Manifest.find(site, history.current().get().id())
        .filter(manifest -> lane.takes(stack, manifest, inputs));
  }

  private DeployResult express(
      StackState stack, Manifest running, Map<String, Bundle> bundles, Inputs inputs) {
    Release release = running.release();
    Map<String, String> code = PackageAgents.digests(bundles);
    site.narrator()
        .step(
            "publish",
            () -> new Publish(site).code(bundles.values(), Set.of()),
            sent -> sent + (sent == 1 ? " object" : " objects"));
    site.narrator()
        .step(
            "express",
            () -> lane.run(stack, release, code),
            agents -> agents.isEmpty() ? "nothing" : String.join(", ", agents));
    if (!request.skipValidation()) {
      List<Finding> findings =
          site.narrator()
              .step(
                  "verify",
                  () -> new Verify(site, site.blueprint()).run(),
                  found -> Verify.summary(found).toString());
      if (!Verify.summary(findings).isVerified()) {
        lane.undo(Optional.of(stack));
        throw Verify.failure(
            findings,
            "release " + release.id() + " runs again; correct the cause, then deploy again");
      }
    }
    return new DeployResult(true, release, stack.outputs(), lane.keep(release, code, inputs));
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
        .map(Sha256::bare)
        .collect(Collectors.toSet());
  }
}

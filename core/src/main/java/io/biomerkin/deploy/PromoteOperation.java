package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.gate.Candidate;
import io.biomerkin.deploy.gate.Candidates;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.step.CopyCode;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.Inputs;
import io.biomerkin.deploy.step.Manifest;
import io.biomerkin.deploy.step.Mark;
import io.biomerkin.deploy.step.Notify;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Publish;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.Synthesize;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Assembly;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Promote: preflight, rules, lock, rules again, copy, synthesize, publish, plan, backup, apply,
 * verify, mark. What runs then is byte for byte what the environment before has verified; neither
 * the work tree nor its blueprint is looked at.
 */
final class PromoteOperation {

  private final Site site;
  private final PromoteRequest request;
  private final Gate gate;
  private final Verdict verdict;
  private final DriftCheck drift;

  PromoteOperation(Site site, PromoteRequest request) {
    this.site = site;
    this.request = request;
    this.gate = Gate.of(site).orElseThrow(() -> unguarded(site));
    this.verdict = new Verdict(site);
    this.drift = new DriftCheck(site, request.drift());
  }

  private static ProblemException unguarded(Site site) {
    return new ProblemException(
        ProblemCode.NO_PROMOTION,
        site.environment().name(),
        "no promotion rule leads here: releases come by deployment",
        site.command("deploy"));
  }

  /** Only looks. */
  Checklist dryRun() {
    Optional<StackState> stack = new Preflight(site).run();
    new Share(site).fetch(gate.rule());
    Candidate candidate = candidate();
    return decide(candidate, site.history(stack), manifest(candidate).blueprint());
  }

  DeployResult run() {
    site.ledger().identity();
    Optional<StackState> seen = new Preflight(site).run();
    new Share(site).fetch(gate.rule());
    Candidate candidate = candidate();
    Manifest manifest = manifest(candidate);
    requireCommit(candidate.release());
    Optional<DeployResult> unchanged = unchanged(seen, inputs(manifest));
    if (unchanged.isPresent()) {
      EnvironmentLock.sweep(site);
      return unchanged.get();
    }
    verdict.require(decide(candidate, site.history(seen), manifest.blueprint()));
    try (EnvironmentLock lock = EnvironmentLock.acquire(site, "promote")) {
      // Meanwhile somebody may have promoted, rejected or rolled back something.
      new Share(site).fetch(gate.rule());
      Optional<StackState> stack = new Preflight(site).settle(lock);
      Optional<DeployResult> done = unchanged(stack, inputs(manifest));
      if (done.isPresent()) {
        return done.get();
      }
      History history = site.history(stack);
      Candidate again = Candidates.of(site, gate.rule()).named(candidate.origin().toString());
      verdict.require(decide(again, history, manifest.blueprint()));
      return change(stack, history, candidate, manifest, lock);
    } catch (ProblemException e) {
      new Notify(site).failed("promotion", e);
      throw e;
    }
  }

  private Candidate candidate() {
    Candidates candidates = Candidates.of(site, gate.rule());
    return request.release().map(candidates::named).orElseGet(candidates::running);
  }

  private Manifest manifest(Candidate candidate) {
    Site home = site.other(candidate.origin().environment());
    Manifest manifest = Manifest.get(home, candidate.release().id());
    manifest.requireTold(home, candidate.release());
    return manifest;
  }

  /** The marker of the new release points to it. */
  private void requireCommit(Release release) {
    if (site.ledger().commit(release.commit()).isEmpty()) {
      throw new ProblemException(
          ProblemCode.COMMIT_MISSING,
          site.environment().name(),
          "this clone lacks commit "
              + release.commit()
              + ", which release "
              + release.id()
              + " is of",
          "type git fetch --unshallow, then run the same command again");
    }
  }

  private Checklist decide(Candidate candidate, History history, Blueprint own) {
    Optional<String> promoter = Optional.of(site.ledger().identity());
    return gate.check(candidate, history, promoter, request.emergency().isPresent())
        .with(gate.difference(own));
  }

  private Optional<DeployResult> unchanged(Optional<StackState> stack, Inputs inputs) {
    return drift.run(stack)
        ? Optional.empty()
        : ReleaseChange.unchanged(site, stack, inputs.digest());
  }

  private DeployResult change(
      Optional<StackState> stack,
      History history,
      Candidate candidate,
      Manifest manifest,
      EnvironmentLock lock) {
    Site promoted = promoted(manifest);
    Inputs inputs = inputs(manifest);
    boolean applied =
        !drift.run(stack) && stack.flatMap(StackState::input).equals(Optional.of(inputs.digest()));
    ReleaseId id =
        applied
            ? stack.flatMap(StackState::release).flatMap(ReleaseId::parse).orElseThrow()
            : Mark.freshId(site, stack);
    CopyCode copy = new CopyCode(site.other(candidate.origin().environment()), site);
    site.narrator().step("copy", () -> copy.run(candidate.release()), CopyCode::describe);
    Assembly templates =
        site.narrator()
            .step(
                "synthesize",
                () ->
                    new Synthesize(promoted, inputs)
                        .run(CopyCode.digests(candidate.release()), id, stack),
                Synthesize::describe);
    site.narrator()
        .step(
            "publish",
            () -> new Publish(site).run(List.of(), Set.of(), templates),
            sent -> sent == 1 ? "the template" : sent + " templates");
    Release made =
        Mark.promoted(promoted, id, templates.root(), candidate.release(), request.emergency());
    return new ReleaseChange(
            promoted, lock, stack, request.allowDataLoss(), request.skipValidation(), drift)
        .run(new Manifest(made, inputs, promoted.blueprint()), templates.root(), applied, history);
  }

  private Inputs inputs(Manifest manifest) {
    return Inputs.of(promoted(manifest), manifest.inputs().sources());
  }

  /**
   * The site with the release's own blueprint: topology, size, monitoring and domain are those that
   * the release was made with; where and how it is kept is what the commit that is checked out
   * says.
   */
  private Site promoted(Manifest manifest) {
    Environment now = site.environment();
    Environment then = manifest.blueprint().environment(now.name()).orElse(now);
    Environment merged =
        new Environment(
            now.name(),
            now.target(),
            then.size(),
            then.monitoring(),
            now.protectData(),
            now.cleanTree(),
            now.backup(),
            now.rollout(),
            now.freezes(),
            then.domain(),
            now.express(),
            now.keptReleases());
    return site.with(manifest.blueprint(), merged);
  }
}

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
import io.biomerkin.deploy.step.Outputs;
import io.biomerkin.deploy.step.Prune;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.VerifyOrReturn;
import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.synth.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a deployment and a promotion have in common once their template is published: plan, backup,
 * apply, verify, mark.
 */
final class ReleaseChange {

  private final Site site;
  private final EnvironmentLock lock;
  private final Optional<StackState> stack;
  private final Set<String> allowDataLoss;
  private final boolean skipValidation;
  private final DriftCheck drift;

  ReleaseChange(
      Site site,
      EnvironmentLock lock,
      Optional<StackState> stack,
      Set<String> allowDataLoss,
      boolean skipValidation,
      DriftCheck drift) {
    this.site = site;
    this.lock = lock;
    this.stack = stack;
    this.allowDataLoss = allowDataLoss;
    this.skipValidation = skipValidation;
    this.drift = drift;
  }

  /**
   * What a deployment comes to that has nothing to do: it runs already what it was made from, and
   * its marker is there, or can be made anew.
   *
   * @param input the digest of everything that the release would be made from
   */
  static Optional<DeployResult> unchanged(Site site, Optional<StackState> stack, String input) {
    Optional<StackState> same =
        stack.filter(StackState::isSettled).filter(s -> s.input().equals(Optional.of(input)));
    return same.flatMap(StackState::release)
        .flatMap(ReleaseId::parse)
        .flatMap(id -> Mark.findOrRepeat(site, id))
        .map(
            release -> {
              guard(site, same.get());
              new Share(site).rest();
              return new DeployResult(false, release, same.get().outputs());
            });
  }

  /** Whoever destroys a protected environment takes its guards away first, and may die over it. */
  private static void guard(Site site, StackState stack) {
    if (site.environment().protectData() && !stack.terminationProtected()) {
      site.stacks().guardData(Set.of());
      site.stacks().protect(true);
      site.narrator().notice("the stack was not protected against being deleted: now it is again");
    }
  }

  /**
   * Makes the environment run the release.
   *
   * @param applied whether the stack is so already: a run that was interrupted did it
   * @param history what the ledger told before
   */
  DeployResult run(Manifest manifest, Template template, boolean applied, History history) {
    List<ResourceChange> changes = applied ? List.of() : apply(manifest.release(), template);
    if (applied && site.environment().protectData()) {
      // Whoever applied it may have died before the stack was guarded again.
      site.stacks().guardData(Set.of());
    }
    if (site.environment().protectData()
        && !stack.map(StackState::terminationProtected).orElse(false)) {
      site.stacks().protect(true);
    }
    VerifyOrReturn verify = new VerifyOrReturn(site, lock, history);
    Release release =
        skipValidation
            ? verify.skip(manifest.release())
            : verify.run(manifest.release(), manifest.blueprint());
    Manifest verified = new Manifest(release, manifest.inputs(), manifest.blueprint());
    // Asked before the mark: after it nothing makes the run fail.
    Map<String, String> outputs = Outputs.after(site, stack, changes);
    site.narrator().step("mark", () -> new Mark(site).run(verified), name -> name);
    new Notify(site).succeeded(release);
    new Prune(site).run();
    return new DeployResult(true, release, outputs);
  }

  private List<ResourceChange> apply(Release release, Template template) {
    boolean creates = stack.isEmpty() || stack.get().isReserved();
    ChangeSet.Kind kind = creates ? ChangeSet.Kind.CREATE : drift.update();
    ChangeSet change =
        site.narrator()
            .step(
                "plan",
                () -> ChangeSet.of(site, release.id(), kind, template),
                prepared -> PlanOperation.summary(prepared.changes()));
    ApplyChange apply = new ApplyChange(site, lock);
    apply.prepare(
        change,
        allowDataLoss,
        () -> {
          new ExpressLane(site).undo(stack);
          backup(change, release);
        });
    site.narrator()
        .step(
            "apply",
            () -> apply.run(change),
            count -> count + (count == 1 ? " resource" : " resources"));
    return change.changes();
  }

  private void backup(ChangeSet change, Release release) {
    BackupTables backup = new BackupTables(site);
    if (!change.creates()
        && site.environment().backup().map(BackupPolicy::beforeDeploy).orElse(false)) {
      backup.tell(release.id());
    } else {
      backup.beforeLoss(change, release.id());
    }
  }
}

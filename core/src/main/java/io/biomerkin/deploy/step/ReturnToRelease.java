package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.History;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.List;
import java.util.Optional;

/** After a failed verification: the release before runs again, just as it was. */
public final class ReturnToRelease {

  private final Site site;
  private final EnvironmentLock lock;

  /** Returns that site under its lock. */
  public ReturnToRelease(Site site, EnvironmentLock lock) {
    this.site = site;
    this.lock = lock;
  }

  /**
   * Returns to the last verified release, or, when none was verified, to the one that ran.
   *
   * @param history what the ledger told before the failed change
   * @return what to tell the person who deployed
   */
  public String run(History history) {
    Optional<Release> before = markerToReplay(history);
    if (before.isEmpty()) {
      return "there is no release to go back to; correct the cause and deploy again, or "
          + site.command("destroy");
    }
    ReleaseId id = before.get().id();
    try {
      return site.narrator().step("return", () -> replay(id), told -> id + " is healthy");
    } catch (ProblemException e) {
      return "going back to release " + id + " failed too: " + e.first();
    }
  }

  /** The newest marker that runs the release to go back to: its template names that marker. */
  private static Optional<Release> markerToReplay(History history) {
    if (history.running().isEmpty()) {
      // What ran before the environment was destroyed is not what it returns to.
      return Optional.empty();
    }
    Optional<ReleaseId> wanted =
        history.lastVerified().or(() -> history.current().map(Release::runs));
    return history.releases().stream()
        .filter(release -> wanted.equals(Optional.of(release.runs())))
        .reduce((older, newer) -> newer);
  }

  private String replay(ReleaseId id) {
    Manifest manifest = Manifest.get(site, id);
    Template template = manifest.template(site);
    Optional<StackState> stack = site.stacks().find();
    if (!stack.flatMap(StackState::release).equals(Optional.of(id.text()))) {
      String name = "return-" + site.now().toEpochMilli();
      new ApplyChange(site, lock)
          .run(ChangeSet.prepare(site, name, ChangeSet.Kind.UPDATE, template));
    }
    List<Finding> findings = new Verify(site, manifest.blueprint()).run();
    if (!Verify.summary(findings).isVerified()) {
      throw Verify.failure(findings, site.command("validate") + " shows what is wrong");
    }
    return "release " + id + " runs again; correct the cause, then deploy again";
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.deploy.History;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.problem.ProblemException;
import java.util.List;

/** Verifies what was just applied; what is not healthy is taken back to the release before. */
public final class VerifyOrReturn {

  private final Site site;
  private final EnvironmentLock lock;
  private final History before;

  /**
   * Verifies that site under its lock.
   *
   * @param before what the ledger told before the change
   */
  public VerifyOrReturn(Site site, EnvironmentLock lock, History before) {
    this.site = site;
    this.lock = lock;
    this.before = before;
  }

  /**
   * Verifies a release.
   *
   * @param blueprint the one it was made from
   * @return the release with what its verification said
   * @throws ProblemException when it is not healthy; the release before runs again
   */
  public Release run(Release release, Blueprint blueprint) {
    List<Finding> findings =
        site.narrator()
            .step(
                "verify",
                () -> new Verify(site, blueprint).run(),
                found -> Verify.summary(found).toString());
    Verification verification = Verify.summary(findings);
    if (!verification.isVerified()) {
      throw Verify.failure(findings, new ReturnToRelease(site, lock).run(before));
    }
    return Mark.verified(release, verification, site.now());
  }

  /** Leaves the verification out, and says what that means. */
  public Release skip(Release release) {
    site.narrator().notice("the verification is skipped: nobody can roll back to this release");
    return Mark.verified(release, Verification.SKIPPED, site.now());
  }
}

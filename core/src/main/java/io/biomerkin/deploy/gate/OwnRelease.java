package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.ledger.Trigger;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Nobody approves a release that is their own. */
public final class OwnRelease {

  private OwnRelease() {}

  /**
   * Refuses an approval that would not count.
   *
   * @throws ProblemException when the release is that person's own
   */
  public static void refuse(Site site, PromotionRule rule, Release release, String by) {
    // Whose a release is does not depend on what became of it.
    History none = site.history(Optional.empty(), release.id());
    Facts facts =
        new Facts(
            site,
            rule,
            new Origin(release.environment(), release.id()),
            release,
            none,
            none,
            Optional.empty(),
            Trigger.ofThisProcess(),
            site.now());
    Approvals approvals =
        rule.all(Approvals.class).stream()
            .findFirst()
            .orElse(new Approvals(1, false, false, Optional.empty()));
    CountedApprovals.own(facts, approvals, by)
        .ifPresent(
            why -> {
              throw new ProblemException(
                  ProblemCode.OWN_APPROVAL,
                  rule.to(),
                  Person.address(by) + " cannot approve release " + release.id() + ": " + why,
                  "ask somebody else to type " + facts.approveCommand());
            });
  }
}

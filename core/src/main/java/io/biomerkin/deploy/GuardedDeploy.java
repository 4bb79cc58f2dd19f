package io.biomerkin.deploy;

import io.biomerkin.deploy.gate.Candidate;
import io.biomerkin.deploy.gate.Candidates;
import io.biomerkin.deploy.gate.Content;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.step.Mark;
import io.biomerkin.deploy.step.PackageAgents;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Release.Origin;
import java.util.Optional;

/**
 * A deployment to an environment that takes only what another one has verified: the sources must
 * come to the very same code and topology as a release there.
 */
final class GuardedDeploy {

  private final Site site;
  private final DeployRequest request;
  private final Gate gate;
  private final Verdict verdict;

  GuardedDeploy(Site site, DeployRequest request, Gate gate) {
    this.site = site;
    this.request = request;
    this.gate = gate;
    this.verdict = new Verdict(site);
  }

  /**
   * Decides by what the ledger says now.
   *
   * @return the release that has the same content, which only an emergency does without
   * @throws io.biomerkin.problem.ProblemException when a rule is not kept
   */
  Optional<Origin> pass(History history) {
    new Share(site).fetch(gate.rule());
    Content content = content(site);
    Optional<Candidate> candidate = Candidates.of(site, gate.rule()).withContent(content);
    boolean emergency = request.emergency().isPresent();
    Checklist checklist =
        candidate
            .map(found -> gate.check(found, history, promoter(), emergency))
            .orElseGet(() -> gate.checkUnknown(content, emergency));
    verdict.require(checklist);
    return candidate.map(Candidate::origin);
  }

  private Optional<String> promoter() {
    return Optional.of(site.ledger().identity());
  }

  /** What the sources come to. */
  static Content content(Site site) {
    return Mark.content(site.blueprint(), PackageAgents.digests(new PackageAgents(site).run()));
  }
}

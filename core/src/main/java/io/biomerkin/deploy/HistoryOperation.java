package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** History: the releases of one environment, and which of them runs. */
final class HistoryOperation {

  private final Site site;

  HistoryOperation(Site site) {
    this.site = site;
  }

  History run() {
    try {
      return site.history(new Preflight(site).run().filter(stack -> !stack.isReserved()));
    } catch (RuntimeException e) {
      if (CloudErrors.explained(e, site.cloud().label()) instanceof ProblemException) {
        return byLedger(site.history(Optional.<StackState>empty()));
      }
      throw e;
    }
  }

  /** History must be told without credentials too. */
  private static History byLedger(History history) {
    Optional<ReleaseId> last =
        history.releases().stream().map(Release::id).reduce((older, newer) -> newer);
    return new History(
        history.environment(), history.releases(), history.rejected(), last, Optional.empty());
  }
}

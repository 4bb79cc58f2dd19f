package io.biomerkin.deploy;

import io.biomerkin.deploy.step.Site;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Checklist;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Tells what was decided, once: again, under the lock, only when it is decided otherwise. */
final class Verdict {

  private final Site site;
  private Optional<Boolean> told = Optional.empty();

  Verdict(Site site) {
    this.site = site;
  }

  /** Tells. */
  Checklist tell(Checklist decided) {
    if (told.filter(before -> before == decided.passes()).isEmpty()) {
      site.narrator().tell(new DeployEvent.Decided(decided));
    }
    told = Optional.of(decided.passes());
    return decided;
  }

  /** Tells, and refuses what does not pass. */
  void require(Checklist decided) {
    if (!tell(decided).passes()) {
      throw new ProblemException(decided.problems());
    }
  }
}

package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;

/**
 * A release of one environment that is to come into another.
 *
 * @param release the release, as its marker tells it
 * @param source what the ledger and the stack tell of the environment that the rule names
 */
public record Candidate(Release release, History source) {

  /** Where it was released. */
  public Origin origin() {
    return new Origin(release.environment(), release.id());
  }
}

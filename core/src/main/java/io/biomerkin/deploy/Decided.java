package io.biomerkin.deploy;

import io.biomerkin.ledger.Decision;
import java.util.Optional;

/**
 * A decision that is written down.
 *
 * @param decision what was decided
 * @param tag the name of its tag
 * @param made whether the tag was made now; false when the decision stood already
 * @param followUp what should be done now, e.g. a rollback; empty when nothing
 * @param rollback what the rollback did that the decision asked for
 */
public record Decided(
    Decision decision, String tag, boolean made, String followUp, Optional<DeployResult> rollback) {

  Decided followedBy(String next, Optional<DeployResult> done) {
    return new Decided(decision, tag, made, next, done);
  }
}

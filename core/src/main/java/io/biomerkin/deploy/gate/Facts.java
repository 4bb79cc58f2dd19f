package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the rules of an environment are decided by.
 *
 * @param target the environment that the release is to come into
 * @param rule its promotion rule, of the blueprint that is checked out
 * @param origin where the candidate was released
 * @param candidate the release that is to come
 * @param source what the ledger and the stack tell of the environment that the rule names
 * @param history what they tell of the target
 * @param promoter who lets it through; empty when nobody does yet
 * @param trigger who started the pipeline that does
 * @param now the target's time
 */
record Facts(
    Site target,
    PromotionRule rule,
    Origin origin,
    Release candidate,
    History source,
    History history,
    Optional<String> promoter,
    Optional<String> trigger,
    Instant now) {

  /** Clocks of two machines may differ by so much. */
  static final Duration SKEW = Duration.ofMinutes(5);

  /** Whether a date lies in the future, more than clocks may differ. */
  boolean isFuture(Instant date) {
    return date.isAfter(now.plus(SKEW));
  }

  /** What somebody types to approve the candidate. */
  String approveCommand() {
    return target.command("approve") + " -Drelease=" + candidate.id();
  }
}

package io.biomerkin.deploy;

import java.util.Optional;
import java.util.Set;

/**
 * What a promotion is asked to do.
 *
 * @param environment the environment that the release is to come into
 * @param release the release wanted: its id or the beginning of it, with or without its environment
 *     before it ({@code staging/20261006-143022}); empty for the one that the environment before
 *     runs
 * @param skipValidation whether the verification is left out; the release is then never a rollback
 *     target
 * @param emergency why the rules are overridden, all but a rejection; the marker says so
 * @param allowDataLoss logical ids of resources whose data may be lost
 * @param drift what to do about resources that were changed past the stack
 */
public record PromoteRequest(
    String environment,
    Optional<String> release,
    boolean skipValidation,
    Optional<String> emergency,
    Set<String> allowDataLoss,
    DriftPolicy drift) {

  /** Copies its set. */
  public PromoteRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** The same without a look for drift. */
  public PromoteRequest(
      String environment,
      Optional<String> release,
      boolean skipValidation,
      Optional<String> emergency,
      Set<String> allowDataLoss) {
    this(environment, release, skipValidation, emergency, allowDataLoss, DriftPolicy.IGNORE);
  }

  /** The same with another policy about drift. */
  public PromoteRequest with(DriftPolicy policy) {
    return new PromoteRequest(
        environment, release, skipValidation, emergency, allowDataLoss, policy);
  }

  /** The release that the environment before runs, by the rules. */
  public static PromoteRequest to(String environment) {
    return new PromoteRequest(environment, Optional.empty(), false, Optional.empty(), Set.of());
  }
}

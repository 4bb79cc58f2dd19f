package io.biomerkin.deploy;

import java.util.Optional;
import java.util.Set;

/**
 * What a rollback is asked to do.
 *
 * @param environment the environment's name
 * @param to the id of the release wanted; empty for the one before
 * @param skipValidation whether the verification is left out
 * @param allowDataLoss logical ids of resources that the earlier release does not have, and whose
 *     data may be lost
 * @param drift what to do about resources that were changed past the stack
 */
public record RollbackRequest(
    String environment,
    Optional<String> to,
    boolean skipValidation,
    Set<String> allowDataLoss,
    DriftPolicy drift) {

  /** Copies its set. */
  public RollbackRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** The same without a look for drift. */
  public RollbackRequest(
      String environment, Optional<String> to, boolean skipValidation, Set<String> allowDataLoss) {
    this(environment, to, skipValidation, allowDataLoss, DriftPolicy.IGNORE);
  }

  /** The same with another policy about drift. */
  public RollbackRequest with(DriftPolicy policy) {
    return new RollbackRequest(environment, to, skipValidation, allowDataLoss, policy);
  }

  /** A rollback to the release before. */
  public static RollbackRequest of(String environment) {
    return new RollbackRequest(environment, Optional.empty(), false, Set.of());
  }
}

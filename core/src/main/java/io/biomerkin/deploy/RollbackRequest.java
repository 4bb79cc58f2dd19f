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
 */
public record RollbackRequest(
    String environment, Optional<String> to, boolean skipValidation, Set<String> allowDataLoss) {

  /** Copies its set. */
  public RollbackRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** A rollback to the release before. */
  public static RollbackRequest of(String environment) {
    return new RollbackRequest(environment, Optional.empty(), false, Set.of());
  }
}

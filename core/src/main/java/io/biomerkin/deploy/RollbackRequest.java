package io.biomerkin.deploy;

import java.util.Optional;

/**
 * What a rollback is asked to do.
 *
 * @param environment the environment's name
 * @param to the id of the release wanted; empty for the one before
 * @param skipValidation whether the verification is left out
 */
public record RollbackRequest(String environment, Optional<String> to, boolean skipValidation) {

  /** A rollback to the release before. */
  public static RollbackRequest of(String environment) {
    return new RollbackRequest(environment, Optional.empty(), false);
  }
}

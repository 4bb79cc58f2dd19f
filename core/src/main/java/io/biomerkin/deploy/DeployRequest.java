package io.biomerkin.deploy;

import java.util.Optional;
import java.util.Set;

/**
 * What a deployment is asked to do.
 *
 * @param environment the environment's name
 * @param skipTests whether the blueprint's checks are left out; the marker says so
 * @param skipValidation whether the verification is left out; the release is then never a rollback
 *     target
 * @param emergency why promotion rule and freeze are overridden; the marker says so
 * @param allowDataLoss logical ids of resources whose data may be lost by this deployment
 */
public record DeployRequest(
    String environment,
    boolean skipTests,
    boolean skipValidation,
    Optional<String> emergency,
    Set<String> allowDataLoss) {

  /** Copies its set. */
  public DeployRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** A deployment with everything that belongs to it. */
  public static DeployRequest to(String environment) {
    return new DeployRequest(environment, false, false, Optional.empty(), Set.of());
  }
}

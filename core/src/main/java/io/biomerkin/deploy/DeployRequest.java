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
 * @param drift what to do about resources that were changed past the stack
 * @param express whether code alone may go straight to the functions, where the environment allows
 *     that
 */
public record DeployRequest(
    String environment,
    boolean skipTests,
    boolean skipValidation,
    Optional<String> emergency,
    Set<String> allowDataLoss,
    DriftPolicy drift,
    boolean express) {

  /** Copies its set. */
  public DeployRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** The same without a look for drift. */
  public DeployRequest(
      String environment,
      boolean skipTests,
      boolean skipValidation,
      Optional<String> emergency,
      Set<String> allowDataLoss) {
    this(
        environment, skipTests, skipValidation, emergency, allowDataLoss, DriftPolicy.IGNORE, true);
  }

  /** The same with another policy about drift. */
  public DeployRequest with(DriftPolicy policy) {
    return new DeployRequest(
        environment, skipTests, skipValidation, emergency, allowDataLoss, policy, express);
  }

  /** The same as a release, whatever changed: past the stack goes nothing. */
  public DeployRequest throughStack() {
    return new DeployRequest(
        environment, skipTests, skipValidation, emergency, allowDataLoss, drift, false);
  }

  /** A deployment with everything that belongs to it. */
  public static DeployRequest to(String environment) {
    return new DeployRequest(environment, false, false, Optional.empty(), Set.of());
  }
}

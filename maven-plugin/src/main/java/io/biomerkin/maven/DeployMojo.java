package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployRequest;
import io.biomerkin.deploy.DeployResult;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes an environment run what the blueprint and the sources say, verifies it, and marks the
 * release with a Git tag. Does nothing when the environment runs exactly this already. A release
 * that is not healthy is taken back to the one before.
 */
@Mojo(name = "deploy", aggregator = true, threadSafe = true)
public final class DeployMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  /** Leaves the blueprint's checks out; the marker says so. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skipTests;

  /** Leaves the verification out; nobody can roll back to such a release. */
  @Parameter(property = "skipValidation", defaultValue = "false")
  private boolean skipValidation;

  /** Why promotion rule and freeze are overridden; the marker says so. */
  @Parameter(property = "emergency")
  private String emergency;

  /** Logical ids of resources whose data may be lost by this deployment. */
  @Parameter(property = "allowDataLoss")
  private Set<String> allowDataLoss = Set.of();

  /**
   * Whether code alone may go straight to the functions where the environment has {@code express
   * on}; {@code false} makes a release of it, through the stack.
   */
  @Parameter(property = "express", defaultValue = "true")
  private boolean express;

  /**
   * What to do about resources that somebody changed or deleted past the stack: {@code ignore} does
   * not look, {@code warn} looks and tells, {@code fail} ends before anything is changed where it
   * finds one, {@code revert} makes them again what the release says.
   */
  @Parameter(property = "drift", defaultValue = "ignore")
  private String drift;

  @Override
  protected void run(Biomerkin biomerkin) {
    DeployRequest request =
        new DeployRequest(
            required(env, "env", "environment"),
            skipTests,
            skipValidation,
            Optional.ofNullable(emergency).map(Emergency::reason),
            allowDataLoss,
            Drift.policy(drift),
            express);
    DeployResult result = biomerkin.deploy(request);
    deployed(result);
  }
}

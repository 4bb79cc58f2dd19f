package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.deploy.RollbackRequest;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes an environment run an earlier release again, from the release store: nothing is built and
 * nothing synthesized. Verifies it and marks it with a Git tag that says what it restores.
 */
@Mojo(name = "rollback", aggregator = true, threadSafe = true)
public final class RollbackMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  /**
   * The release wanted, e.g. {@code 20261006-143022}; without it the one before the running one.
   */
  @Parameter(property = "to")
  private String to;

  /** Leaves the verification out. */
  @Parameter(property = "skipValidation", defaultValue = "false")
  private boolean skipValidation;

  /** Logical ids of resources that the earlier release does not have, whose data may be lost. */
  @Parameter(property = "allowDataLoss")
  private Set<String> allowDataLoss = Set.of();

  /**
   * What to do about resources that somebody changed or deleted past the stack: {@code ignore} does
   * not look, {@code warn} looks and tells, {@code fail} ends before anything is changed where it
   * finds one, {@code revert} makes them again what the release says.
   */
  @Parameter(property = "drift", defaultValue = "ignore")
  private String drift;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    RollbackRequest request =
        new RollbackRequest(
            required(env, "env", "environment"),
            Optional.ofNullable(to),
            skipValidation,
            allowDataLoss,
            Drift.policy(drift));
    DeployResult result = biomerkin.rollback(request);
    deployed(result);
  }
}

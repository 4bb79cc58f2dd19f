package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Validation;
import io.biomerkin.maven.console.ValidationText;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks the whole blueprint, the machine and the environment; and, once it is deployed, the stack,
 * every function by really calling it, tables, buckets, queues, API, alarms, aliases, and a test
 * workflow. Fails when any check fails.
 */
@Mojo(name = "validate", aggregator = true, threadSafe = true)
public final class ValidateMojo extends AbstractReportMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  @Override
  protected void run(Biomerkin biomerkin) throws MojoFailureException {
    Validation validation = biomerkin.validate(required(env, "env", "environment"));
    report(validation, ValidationText.of(validation));
    if (!validation.passed()) {
      throw new MojoFailureException(ValidationText.failure(validation));
    }
  }
}

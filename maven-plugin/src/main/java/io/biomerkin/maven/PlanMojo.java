package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Plan;
import io.biomerkin.maven.console.PlanText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what a deployment would change, resource by resource, with the properties; what holds data
 * and would be replaced or removed is marked. Changes nothing.
 */
@Mojo(name = "plan", aggregator = true, threadSafe = true)
public final class PlanMojo extends AbstractReportMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  @Override
  protected void run(Biomerkin biomerkin) {
    Plan plan = biomerkin.plan(required(env, "env", "environment"));
    report(plan, PlanText.of(plan));
  }
}

package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DriftPolicy;
import io.biomerkin.deploy.Plan;
import io.biomerkin.maven.console.PlanText;
import io.biomerkin.problem.ProblemException;
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

  /**
   * What to do about resources that somebody changed or deleted past the stack: {@code ignore} does
   * not look, {@code warn} looks and tells, {@code fail} ends before anything is changed where it
   * finds one, {@code revert} makes them again what the release says.
   */
  @Parameter(property = "drift", defaultValue = "warn")
  private String drift;

  @Override
  protected void run(Biomerkin biomerkin) {
    DriftPolicy policy = Drift.policy(drift);
    Plan plan = biomerkin.plan(required(env, "env", "environment"), policy);
    report(plan, PlanText.of(plan));
    if (policy == DriftPolicy.FAIL && !plan.drift().isEmpty()) {
      throw new ProblemException(plan.driftProblems());
    }
  }
}

package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Diagnosis;
import io.biomerkin.maven.console.DiagnosisText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Tells what went wrong last in an environment, each with advice: the state of the stack, the
 * causes of the last operation that failed, permissions that were missing as IAM simulates them,
 * functions that failed of late with the end of their logs. Changes nothing.
 */
@Mojo(name = "diagnose", aggregator = true, threadSafe = true)
public final class DiagnoseMojo extends AbstractReportMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    Diagnosis diagnosis = biomerkin.diagnose(required(env, "env", "environment"));
    report(diagnosis, DiagnosisText.of(diagnosis));
  }
}

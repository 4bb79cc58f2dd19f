package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.History;
import io.biomerkin.maven.console.HistoryText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Tells every release and rollback of an environment, newest first; the running one is marked. */
@Mojo(name = "history", aggregator = true, threadSafe = true)
public final class HistoryMojo extends AbstractReportMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    History history = biomerkin.history(required(env, "env", "environment"));
    report(history, HistoryText.of(history, width()));
  }
}

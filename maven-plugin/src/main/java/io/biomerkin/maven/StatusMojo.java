package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Status;
import io.biomerkin.maven.console.StatusText;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Tells which release runs where, since when, by whom and from which commit. */
@Mojo(name = "status", aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractReportMojo {

  /** The environment, e.g. {@code dev}; without it all of them. */
  @Parameter(property = "env")
  private @Nullable String env;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    List<Status> status = env == null ? biomerkin.status() : List.of(biomerkin.status(env));
    report(status, StatusText.of(status, width()));
  }
}

package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Cancelled;
import io.biomerkin.maven.console.ResultText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Turns back an update of an environment that is going on, from another shell than the one that
 * began it; the release before runs on. A creation or a deletion cannot be cancelled.
 */
@Mojo(name = "cancel", aggregator = true, threadSafe = true)
public final class CancelMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    Cancelled cancelled = biomerkin.cancel(required(env, "env", "environment"));
    result(cancelled, ResultText.cancelled(cancelled));
  }
}

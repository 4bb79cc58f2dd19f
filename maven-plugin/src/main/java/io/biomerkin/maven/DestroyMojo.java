package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Destroyed;
import io.biomerkin.maven.console.ResultText;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Removes an environment. One that protects its data is removed only with {@code -Dforce=NAME}, and
 * its data stays and is listed. Markers and release store stay.
 */
@Mojo(name = "destroy", aggregator = true, threadSafe = true)
public final class DestroyMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  /** The environment's name once more, for one that protects its data. */
  @Parameter(property = "force")
  private String force;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    Destroyed destroyed =
        biomerkin.destroy(required(env, "env", "environment"), Optional.ofNullable(force));
    result(destroyed, ResultText.destroyed(destroyed));
  }
}

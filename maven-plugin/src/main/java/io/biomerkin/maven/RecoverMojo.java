package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Recovered;
import io.biomerkin.maven.console.ResultText;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Leads the stack of an environment out of a state that no deployment can start from: goes on with
 * a rollback that failed, takes back an update that was left half made, deletes what is left of a
 * creation or a deletion that failed. Does nothing to a stack that is whole.
 */
@Mojo(name = "recover", aggregator = true, threadSafe = true)
public final class RecoverMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  /**
   * Resources to leave as they are, by their names in the template, separated by commas: what a
   * rollback cannot take back, or a deletion cannot delete. Without it the goal names them.
   */
  @Parameter(property = "skip")
  private Set<String> skip = Set.of();

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    Recovered recovered = biomerkin.recover(required(env, "env", "environment"), skip);
    result(recovered, ResultText.recovered(recovered));
  }
}

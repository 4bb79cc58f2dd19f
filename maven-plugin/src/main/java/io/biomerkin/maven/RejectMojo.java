package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Decided;
import io.biomerkin.deploy.DecisionRequest;
import io.biomerkin.maven.console.ResultText;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Forbids a release, and whatever else has the same code and topology, for an environment for good:
 * nothing deploys, promotes or restores it again, an emergency neither. Tells which rollback
 * follows when it runs.
 */
@Mojo(name = "reject", aggregator = true, threadSafe = true)
public final class RejectMojo extends AbstractBiomerkinMojo {

  /** The environment that the release must not run in, e.g. {@code prod}. Required. */
  @Parameter(property = "env")
  private String env;

  /**
   * The release, one of the environment or of the one before: its id or the beginning of it.
   * Required.
   */
  @Parameter(property = "release")
  private String release;

  /** Why, in your words; the tag tells it. */
  @Parameter(property = "message")
  private @Nullable String message;

  /** Rolls the environment back when it runs the release. */
  @Parameter(property = "rollback", defaultValue = "false")
  private boolean rollback;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected boolean needsCommitted() {
    return true;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    DecisionRequest request =
        new DecisionRequest(
            required(env, "env", "environment"),
            required(release, "release", "release"),
            Optional.ofNullable(message),
            rollback);
    Decided decided = biomerkin.reject(request);
    result(decided, ResultText.decided(decided));
  }
}

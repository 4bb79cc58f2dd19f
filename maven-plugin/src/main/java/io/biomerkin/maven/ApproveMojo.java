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
 * Lets a release into an environment, as one of the approvals that its promotion rule asks for: an
 * annotated tag, signed where Git is configured to sign, that says who, when, which release, which
 * environment. Nobody approves a release that is their own.
 */
@Mojo(name = "approve", aggregator = true, threadSafe = true)
public final class ApproveMojo extends AbstractBiomerkinMojo {

  /** The environment that the release may come into, e.g. {@code prod}. Required. */
  @Parameter(property = "env")
  private String env;

  /** The release, one of the environment before: its id or the beginning of it. Required. */
  @Parameter(property = "release")
  private String release;

  /** Why, in your words; the tag tells it. */
  @Parameter(property = "message")
  private @Nullable String message;

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
            false);
    Decided decided = biomerkin.approve(request);
    result(decided, ResultText.decided(decided));
  }
}

package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Unlocked;
import io.biomerkin.maven.console.ResultText;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds the lock of an environment, and takes it from them once the environment's name is
 * typed, or given with {@code -Dforce=NAME}: for a deployment whose machine is gone for good. A
 * lock without a sign of life for ten minutes is taken over without this, once the stack is idle.
 */
@Mojo(name = "unlock", aggregator = true, threadSafe = true)
public final class UnlockMojo extends AbstractBiomerkinMojo {

  /** The environment, e.g. {@code dev}. Required. */
  @Parameter(property = "env")
  private String env;

  /** The environment's name once more, to take the lock away; in a terminal it is asked for. */
  @Parameter(property = "force")
  private @Nullable String force;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    Unlocked unlocked = biomerkin.unlock(required(env, "env", "environment"), this::name);
    result(unlocked, ResultText.unlocked(unlocked));
  }

  private Optional<String> name(String owner) {
    return Optional.ofNullable(force)
        .or(
            () ->
                person()
                    .map(
                        asked ->
                            asked.answer(
                                "locked by "
                                    + owner
                                    + "; if that has ended for good, type the environment's name: ")));
  }
}

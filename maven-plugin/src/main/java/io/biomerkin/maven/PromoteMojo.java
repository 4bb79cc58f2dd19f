package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.deploy.PromoteRequest;
import io.biomerkin.maven.console.ChecklistText;
import io.biomerkin.model.Checklist;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes an environment run the release that the environment before it has verified: the same
 * packages, byte for byte; nothing is built, and the work tree is not looked at. The promotion rule
 * and the freezes of the blueprint that is committed decide whether it may.
 */
@Mojo(name = "promote", aggregator = true, threadSafe = true)
public final class PromoteMojo extends AbstractReportMojo {

  /** The environment that the release is to come into, e.g. {@code staging}. Required. */
  @Parameter(property = "env")
  private String env;

  /**
   * The release wanted: its id or the beginning of it, with or without its environment before it
   * ({@code dev/20261006-143022}); without it the one that the environment before runs.
   */
  @Parameter(property = "release")
  private @Nullable String release;

  /** Only tells, rule by rule, whether the promotion would go through; changes nothing. */
  @Parameter(property = "dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Leaves the verification out; nobody can roll back to such a release. */
  @Parameter(property = "skipValidation", defaultValue = "false")
  private boolean skipValidation;

  /** Why the rules are overridden, all but a rejection; the marker says so. */
  @Parameter(property = "emergency")
  private @Nullable String emergency;

  /** Logical ids of resources whose data may be lost by this promotion. */
  @Parameter(property = "allowDataLoss")
  private Set<String> allowDataLoss = Set.of();

  /**
   * What to do about resources that somebody changed or deleted past the stack: {@code ignore} does
   * not look, {@code warn} looks and tells, {@code fail} ends before anything is changed where it
   * finds one, {@code revert} makes them again what the release says.
   */
  @Parameter(property = "drift", defaultValue = "ignore")
  private String drift;

  @Override
  protected boolean needsSources() {
    return false;
  }

  @Override
  protected boolean needsCommitted() {
    return true;
  }

  @Override
  protected boolean showsProgress() {
    return !dryRun;
  }

  @Override
  protected void run(Biomerkin biomerkin) {
    PromoteRequest request =
        new PromoteRequest(
            required(env, "env", "environment"),
            Optional.ofNullable(release),
            skipValidation,
            Optional.ofNullable(emergency).map(Emergency::reason),
            allowDataLoss,
            Drift.policy(drift));
    if (dryRun) {
      tell(biomerkin.checklist(request));
    } else {
      DeployResult result = biomerkin.promote(request);
      deployed(result);
    }
  }

  private void tell(Checklist checklist) {
    report(checklist, ChecklistText.of(checklist, width()));
    if (!checklist.passes()) {
      throw new ProblemException(checklist.problems());
    }
  }
}

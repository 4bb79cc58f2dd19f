package io.biomerkin.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One immutable version of the system in one environment, as its marker tells it.
 *
 * @param id the id
 * @param application the application
 * @param environment the environment it runs or ran in
 * @param commit the full id of the commit it was made from
 * @param by who deployed it, {@code Name <address>}
 * @param at when it was marked
 * @param template {@code sha256:…} of the template that was applied
 * @param topology {@code sha256:…} of what its blueprint says the system is; the same in every
 *     environment
 * @param code {@code sha256:…} of each agent's code package
 * @param verification what its verification said
 * @param checks how each check of the blueprint ended, {@code passed}, {@code skipped} …
 * @param restores the earlier release that this one replays, when it is a rollback
 * @param promotedFrom the release of another environment that this one is byte for byte, when it
 *     was promoted
 * @param triggeredBy who started the pipeline that deployed it, e.g. {@code github:octocat}, when
 *     one did and says so
 * @param emergency why promotion or freeze were overridden, when they were
 */
public record Release(
    ReleaseId id,
    String application,
    String environment,
    String commit,
    String by,
    Instant at,
    String template,
    String topology,
    Map<String, String> code,
    Verification verification,
    Map<String, String> checks,
    Optional<ReleaseId> restores,
    Optional<Origin> promotedFrom,
    Optional<String> triggeredBy,
    Optional<String> emergency) {

  /** Copies its maps, sorted; keeps the time to the second, as Git does. */
  public Release {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    code = Collections.unmodifiableMap(new TreeMap<>(code));
    checks = Collections.unmodifiableMap(new TreeMap<>(checks));
  }

  /** The release whose code and template run: the one restored, or itself. */
  public ReleaseId runs() {
    return restores.orElse(id);
  }

  /**
   * A release of another environment.
   *
   * @param environment the environment
   * @param release its id there
   */
  public record Origin(String environment, ReleaseId release) {
    /** {@code staging/20261005-090000}. */
    @Override
    public String toString() {
      return environment + "/" + release;
    }
  }

  /**
   * What a verification said; {@code total} 0 says that it was skipped.
   *
   * @param passed the checks that passed
   * @param total all checks
   */
  public record Verification(int passed, int total) {

    /** No verification was made. */
    public static final Verification SKIPPED = new Verification(0, 0);

    /** Whether all of at least one check passed. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isVerified() {
      return total > 0 && passed == total;
    }

    /** {@code 7/7} or {@code skipped}. */
    @Override
    public String toString() {
      return total == 0 ? "skipped" : passed + "/" + total;
    }
  }
}

package io.biomerkin.model;

import java.util.List;
import java.util.Optional;

/**
 * A named place to run.
 *
 * @param name e.g. {@code prod}
 * @param target which cloud
 * @param size how much it is built for
 * @param monitoring whether alarms, dashboard and traces are made
 * @param protectData whether removal of the environment keeps its data and asks for force
 * @param cleanTree whether only committed sources may be deployed
 * @param backup how its data is kept
 * @param rollout how traffic reaches a new release
 * @param freezes when nothing is deployed
 * @param domain the API's own name on the internet
 * @param express whether code alone may go straight to the functions, past the stack: for
 *     development
 * @param keptReleases how many of the latest releases the release store keeps whole, 2 to 10000;
 *     all of them when empty
 */
public record Environment(
    String name,
    Target target,
    Size size,
    boolean monitoring,
    boolean protectData,
    boolean cleanTree,
    Optional<BackupPolicy> backup,
    Rollout rollout,
    List<Freeze> freezes,
    Optional<Domain> domain,
    boolean express,
    Optional<Integer> keptReleases) {

  /** Copies its list. */
  public Environment {
    freezes = List.copyOf(freezes);
  }

  /**
   * A custom domain of the API.
   *
   * @param name e.g. {@code api.example.org}
   * @param certificate the ARN of its certificate in the Certificate Manager
   */
  public record Domain(String name, String certificate) {}

  /** How much an environment is built for; {@code docs/dsl.md} lists what each means. */
  public enum Size {
    /** For testing: logs kept a week, a small API throttle. */
    MINIMAL,
    /** For pre-production: logs kept a month, a medium API throttle. */
    MEDIUM,
    /**
     * For production: logs kept three months, a large API throttle, agents behind the API scale.
     */
    AUTOSCALING
  }
}

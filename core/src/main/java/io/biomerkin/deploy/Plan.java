package io.biomerkin.deploy;

import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.deploy.step.DetectDrift;
import io.biomerkin.problem.Problem;
import java.util.List;

/**
 * What a deployment would change.
 *
 * @param environment the environment
 * @param deployed whether the environment exists at all
 * @param unchanged whether it runs exactly this already
 * @param changes resource by resource
 * @param drift what was changed past the stack; empty where it was not looked for
 * @param driftUnknown why it is not known what was changed past the stack; empty where it is known,
 *     or was not looked for
 */
public record Plan(
    String environment,
    boolean deployed,
    boolean unchanged,
    List<ResourceChange> changes,
    List<DriftedResource> drift,
    String driftUnknown) {

  /** Copies its lists. */
  public Plan {
    changes = List.copyOf(changes);
    drift = List.copyOf(drift);
  }

  /** The drift as mistakes, for who wants none. */
  public List<Problem> driftProblems() {
    return DetectDrift.problems(drift);
  }
}

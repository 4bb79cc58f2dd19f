package io.biomerkin.deploy;

import io.biomerkin.cloud.ResourceChange;
import java.util.List;

/**
 * What a deployment would change.
 *
 * @param environment the environment
 * @param deployed whether the environment exists at all
 * @param unchanged whether it runs exactly this already
 * @param changes resource by resource
 */
public record Plan(
    String environment, boolean deployed, boolean unchanged, List<ResourceChange> changes) {

  /** Copies its list. */
  public Plan {
    changes = List.copyOf(changes);
  }
}

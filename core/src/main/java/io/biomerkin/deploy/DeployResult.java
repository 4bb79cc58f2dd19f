package io.biomerkin.deploy;

import io.biomerkin.model.Release;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a deployment or a rollback did.
 *
 * @param changed whether anything was done; false when the release ran already
 * @param release the release that runs now
 * @param outputs the stack's outputs, e.g. {@code ApiUrl}
 * @param express the agents that run other code than that release, in an environment with {@code
 *     express}; no marker tells of them
 */
public record DeployResult(
    boolean changed, Release release, Map<String, String> outputs, Set<String> express) {

  /** Copies its collections, in order. */
  public DeployResult {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    express = Collections.unmodifiableSet(new TreeSet<>(express));
  }

  /** Where every agent runs the release's code. */
  public DeployResult(boolean changed, Release release, Map<String, String> outputs) {
    this(changed, release, outputs, Set.of());
  }
}

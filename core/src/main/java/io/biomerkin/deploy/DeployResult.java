package io.biomerkin.deploy;

import io.biomerkin.model.Release;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a deployment or a rollback did.
 *
 * @param changed whether anything was done; false when the release ran already
 * @param release the release that runs now
 * @param outputs the stack's outputs, e.g. {@code ApiUrl}
 */
public record DeployResult(boolean changed, Release release, Map<String, String> outputs) {

  /** Copies its map, in order. */
  public DeployResult {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}

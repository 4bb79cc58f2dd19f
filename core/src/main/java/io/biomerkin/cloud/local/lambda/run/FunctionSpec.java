package io.biomerkin.cloud.local.lambda.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * The function to run, one version of it.
 *
 * @param key tells versions, and states of {@code $LATEST}, apart
 * @param name its name
 * @param version its version
 * @param runtime e.g. {@code python3.11}
 * @param handler e.g. {@code app.handler}
 * @param memory in MB
 * @param codeSha256 the digest of its package, hexadecimal
 * @param code the package
 * @param variables its own environment variables
 * @param region the region
 * @param logGroup the log group
 */
public record FunctionSpec(
    String key,
    String name,
    String version,
    String runtime,
    String handler,
    int memory,
    String codeSha256,
    Path code,
    Map<String, String> variables,
    String region,
    String logGroup) {

  /** Copies its map. */
  public FunctionSpec {
    variables = Map.copyOf(variables);
  }
}

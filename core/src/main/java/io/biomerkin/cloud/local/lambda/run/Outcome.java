package io.biomerkin.cloud.local.lambda.run;

import java.time.Duration;
import java.util.List;

/**
 * What came of an invocation.
 *
 * @param payload the answer, or the error, as JSON
 * @param failed whether it is an error
 * @param log what the function printed, a line each
 * @param took how long it ran
 * @param init how long its start took; zero when it was warm
 */
public record Outcome(
    String payload, boolean failed, List<String> log, Duration took, Duration init) {

  /** Copies its list. */
  public Outcome {
    log = List.copyOf(log);
  }
}

package io.biomerkin.cloud.local.apigateway;

import java.util.List;
import java.util.Map;

/**
 * What a method answers.
 *
 * @param status the HTTP status
 * @param headers the headers, each with its values
 * @param body the body
 * @param log how it came about, a line each
 */
record Answer(int status, Map<String, List<String>> headers, String body, List<String> log) {

  /** The answer when the function, or the way to it, is at fault. */
  static Answer fault(int status, String reason) {
    return new Answer(
        status,
        Map.of("Content-Type", List.of("application/json")),
        "{\"message\": \"Internal server error\"}",
        List.of("Execution failed due to configuration error: " + reason));
  }
}

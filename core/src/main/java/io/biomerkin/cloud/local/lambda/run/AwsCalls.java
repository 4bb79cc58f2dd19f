package io.biomerkin.cloud.local.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers the AWS calls of a running function. Called from several threads at once. */
@FunctionalInterface
public interface AwsCalls {

  /**
   * Makes a call.
   *
   * @param call {@code service}, {@code operation} and {@code params} as boto3 has them
   * @return {@code result}, or {@code error} with {@code code}, {@code message} and {@code status}
   */
  ObjectNode answer(JsonNode call);
}

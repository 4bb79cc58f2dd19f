package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;

/** Sets what a template says on the provisioned concurrency of a version or an alias. */
final class ProvisionedConcurrency {

  private ProvisionedConcurrency() {}

  static void set(LambdaClient lambda, String function, String qualifier, JsonNode wanted) {
    JsonNode executions = wanted.path("ProvisionedConcurrentExecutions");
    if (executions.isMissingNode()) {
      lambda.deleteProvisionedConcurrencyConfig(r -> r.functionName(function).qualifier(qualifier));
    } else {
      lambda.putProvisionedConcurrencyConfig(
          r ->
              r.functionName(function)
                  .qualifier(qualifier)
                  .provisionedConcurrentExecutions(executions.asInt()));
    }
  }

  /** The same as a template has it; nothing where none is provisioned. */
  static @Nullable JsonNode get(LambdaClient lambda, String function, String qualifier) {
    try {
      return JsonNodeFactory.instance
          .objectNode()
          .put(
              "ProvisionedConcurrentExecutions",
              lambda
                  .getProvisionedConcurrencyConfig(
                      r -> r.functionName(function).qualifier(qualifier))
                  .requestedProvisionedConcurrentExecutions());
    } catch (ProvisionedConcurrencyConfigNotFoundException e) {
      return null;
    }
  }
}

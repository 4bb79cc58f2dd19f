package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.lambda.LambdaClient;

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
}

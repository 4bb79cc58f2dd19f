package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** Reserved concurrency, of which only zero has an effect here; provisioned, which is kept. */
final class Concurrency {

  private static final int ACCOUNT_LIMIT = 1000;
  private static final int LEAST_UNRESERVED = 100;

  private final LocalAccount account;
  private final FunctionStore store;

  Concurrency(LocalAccount account, FunctionStore store) {
    this.account = account;
    this.store = store;
  }

  int reserve(@org.jspecify.annotations.Nullable String function, int executions) {
    FunctionName name = FunctionName.parse(function);
    FunctionRecord record = store.get(name);
    if (executions < 0) {
      throw LambdaErrors.validation(
          executions,
          "reservedConcurrentExecutions",
          "Member must have value greater than or equal to 0");
    }
    int others =
        store.all().stream()
            .filter(each -> !each.configuration().functionName().equals(name.name()))
            .mapToInt(each -> each.reserved().orElse(0))
            .sum();
    if (others + executions > ACCOUNT_LIMIT - LEAST_UNRESERVED) {
      throw LambdaErrors.invalid(
          "Specified ReservedConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of ["
              + LEAST_UNRESERVED
              + "].");
    }
    store.put(record.withReserved(Optional.of(executions)));
    return executions;
  }

  Optional<Integer> reserved(String function) {
    return store.get(FunctionName.parse(function)).reserved();
  }

  void release(String function) {
    store.put(store.get(FunctionName.parse(function)).withReserved(Optional.empty()));
  }

  GetProvisionedConcurrencyConfigResponse provision(
      String function, String qualifier, int executions) {
    FunctionRecord record = store.get(FunctionName.parse(function));
    if (qualifier.equals(FunctionName.LATEST)) {
      throw LambdaErrors.invalid(
          "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }
    if (executions < 1) {
      throw LambdaErrors.validation(
          executions,
          "provisionedConcurrentExecutions",
          "Member must have value greater than or equal to 1");
    }
    store.resolve(FunctionName.parse(function, qualifier));
    Map<String, Integer> provisioned = new TreeMap<>(record.provisioned());
    provisioned.put(qualifier, executions);
    store.put(record.withProvisioned(provisioned));
    return provisioned(function, qualifier);
  }

  /** What is provisioned is there at once. */
  GetProvisionedConcurrencyConfigResponse provisioned(String function, String qualifier) {
    Integer executions = store.get(FunctionName.parse(function)).provisioned().get(qualifier);
    if (executions == null) {
      throw LambdaErrors.of(
          ProvisionedConcurrencyConfigNotFoundException.builder(),
          404,
          "ProvisionedConcurrencyConfigNotFoundException",
          "No Provisioned Concurrency Config found for this function");
    }
    return GetProvisionedConcurrencyConfigResponse.builder()
        .requestedProvisionedConcurrentExecutions(executions)
        .allocatedProvisionedConcurrentExecutions(executions)
        .availableProvisionedConcurrentExecutions(executions)
        .status(ProvisionedConcurrencyStatusEnum.READY)
        .lastModified(account.clock().now().toString())
        .build();
  }

  void unprovision(String function, String qualifier) {
    FunctionRecord record = store.get(FunctionName.parse(function));
    Map<String, Integer> provisioned = new TreeMap<>(record.provisioned());
    provisioned.remove(qualifier);
    store.put(record.withProvisioned(provisioned));
  }
}

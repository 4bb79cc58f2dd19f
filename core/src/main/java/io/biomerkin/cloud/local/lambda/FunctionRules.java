package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What Lambda refuses in a configuration. */
final class FunctionRules {

  private static final int MOST_VARIABLES = 4096;
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  private final LocalAccount account;

  FunctionRules(LocalAccount account) {
    this.account = account;
  }

  /** Lets a configuration pass, or refuses it with Lambda's words. */
  FunctionConfiguration checked(FunctionConfiguration function) {
    range(function.memorySize(), "memorySize", 128, 10_240);
    range(function.timeout(), "timeout", 1, 900);
    range(function.ephemeralStorage().size(), "ephemeralStorage.size", 512, 10_240);
    runtime(function.runtimeAsString());
    handler(function.handler());
    if (function.description().length() > 256) {
      throw LambdaErrors.validation(
          function.description(),
          "description",
          "Member must have length less than or equal to 256");
    }
    if (function.environment() != null) {
      variables(function.environment().variables());
    }
    role(function.role());
    return function;
  }

  private static void range(int value, String member, int least, int most) {
    if (value < least) {
      throw LambdaErrors.validation(
          value, member, "Member must have value greater than or equal to " + least);
    }
    if (value > most) {
      throw LambdaErrors.validation(
          value, member, "Member must have value less than or equal to " + most);
    }
  }

  private static void runtime(String runtime) {
    if (runtime == null) {
      throw LambdaErrors.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (Runtime.fromValue(runtime) == Runtime.UNKNOWN_TO_SDK_VERSION) {
      String known =
          Arrays.stream(Runtime.values())
              .map(Runtime::toString)
              .filter(name -> !name.equals("null"))
              .collect(Collectors.joining(", "));
      throw LambdaErrors.invalid(
          "Value "
              + runtime
              + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ["
              + known
              + "] or be a valid ARN");
    }
  }

  private static void handler(String handler) {
    if (handler == null) {
      throw LambdaErrors.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (!handler.matches("[^\\s]{1,128}")) {
      throw LambdaErrors.validation(
          handler, "handler", "Member must satisfy regular expression pattern: [^\\s]+");
    }
  }

  private static void variables(Map<String, String> variables) {
    Set<String> reserved = new TreeSet<>(variables.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw LambdaErrors.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    for (String key : variables.keySet()) {
      if (!key.matches("[a-zA-Z][a-zA-Z0-9_]+")) {
        throw LambdaErrors.validation(
            List.copyOf(variables.keySet()),
            "environment.variables",
            "Map keys must satisfy constraint: [Member must satisfy regular expression pattern:"
                + " [a-zA-Z]([a-zA-Z0-9_])+]");
      }
    }
    int size =
        variables.entrySet().stream()
            .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
            .sum();
    if (size > MOST_VARIABLES) {
      throw LambdaErrors.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + size
              + " bytes");
    }
  }

  private void role(String arn) {
    String prefix = "arn:aws:iam::" + account.account() + ":role/";
    if (arn == null || !arn.matches("arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]+")) {
      throw LambdaErrors.validation(
          arn,
          "role",
          "Member must satisfy regular expression pattern:"
              + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    }
    if (!arn.startsWith(prefix)) {
      throw LambdaErrors.invalid("Cross-account pass role is not allowed.");
    }
    try {
      String trust =
          account
              .client(IamClient.class)
              .getRole(role -> role.roleName(arn.substring(arn.lastIndexOf('/') + 1)))
              .role()
              .assumeRolePolicyDocument();
      if (!trust.contains("lambda.amazonaws.com")) {
        throw notAssumable();
      }
    } catch (AwsServiceException e) {
      throw e.statusCode() == 404 ? notAssumable() : e;
    }
  }

  private static RuntimeException notAssumable() {
    return LambdaErrors.invalid("The role defined for the function cannot be assumed by Lambda.");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

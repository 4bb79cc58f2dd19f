package io.biomerkin.cloud.local.lambda.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.iam.RolePermissions;
import io.biomerkin.cloud.local.iam.RolePermissions.Decision;
import io.biomerkin.cloud.local.lambda.calls.NeededPermissions.Need;
import io.biomerkin.cloud.local.lambda.run.AwsCalls;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The AWS calls of one function, each under the lock, with no more rights than its role has. */
public final class FunctionCalls implements AwsCalls {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final LocalAccount account;
  private final String function;
  private final String role;
  private final NeededPermissions permissions;

  /**
   * The calls of a function.
   *
   * @param account the account it runs in
   * @param function its name
   * @param role the ARN of its role
   */
  public FunctionCalls(LocalAccount account, String function, String role) {
    this.account = account;
    this.function = function;
    this.role = role;
    this.permissions = new NeededPermissions(account);
  }

  @Override
  public ObjectNode answer(JsonNode call) {
    account.state().lock().acquire();
    try {
      return made(call);
    } catch (ParameterReader.Misfit e) {
      return error("parameters", "", "", String.valueOf(e.getMessage()), 0);
    } catch (AwsServiceException e) {
      return refused(call, e);
    } catch (ProblemException | UnsupportedOperationException e) {
      return notEmbedded(call, Optional.ofNullable(e.getMessage()).orElse(""));
    } catch (RuntimeException e) {
      return error("service", name(call), "InternalFailure", e.toString(), 500);
    } finally {
      account.state().lock().release();
    }
  }

  private ObjectNode made(JsonNode call) {
    String service = call.path("service").asText();
    Optional<Operation> found = Operation.find(service, call.path("operation").asText());
    if (found.isEmpty()) {
      return notEmbedded(call, "");
    }
    Operation operation = found.get();
    ObjectNode params = call.path("params").deepCopy();
    AwsRequest request = operation.request(params);
    for (Need need : permissions.of(service, operation.name(), params)) {
      Decision decision = RolePermissions.of(account, role).decide(need.action(), need.resource());
      if (decision != Decision.ALLOWED) {
        return denied(service, operation.name(), need, decision);
      }
    }
    ObjectNode answer = NODES.objectNode();
    answer.set("result", operation.call(account, request, params.path("Body")));
    return answer;
  }

  private ObjectNode denied(String service, String operation, Need need, Decision decision) {
    String message =
        "User: arn:aws:sts::"
            + account.account()
            + ":assumed-role/"
            + role.substring(role.lastIndexOf('/') + 1)
            + "/"
            + function
            + " is not authorized to perform: "
            + need.action()
            + " on resource: "
            + need.resource()
            + " "
            + decision.because(need.action());
    String code =
        switch (service) {
          case "s3", "sqs", "cloudwatch", "iam", "sts" -> "AccessDenied";
          case "sns" -> "AuthorizationError";
          default -> "AccessDeniedException";
        };
    return error("service", operation, code, message, service.equals("dynamodb") ? 400 : 403);
  }

  private static ObjectNode refused(JsonNode call, AwsServiceException e) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    return error(
        "service",
        name(call),
        details.map(AwsErrorDetails::errorCode).orElse("Unknown"),
        details.map(AwsErrorDetails::errorMessage).orElse(String.valueOf(e.getMessage())),
        e.statusCode());
  }

  private static ObjectNode notEmbedded(JsonNode call, String detail) {
    String what = call.path("service").asText() + "." + call.path("operation").asText();
    String message = "the embedded cloud does not have " + what;
    return error(
        "unknown", name(call), "", detail.isEmpty() ? message : message + ": " + detail, 0);
  }

  /** {@code put_item} as {@code PutItem}, where the operation itself is not at hand. */
  private static String name(JsonNode call) {
    String operation = call.path("operation").asText();
    return Operation.find(call.path("service").asText(), operation)
        .map(Operation::name)
        .orElse(operation);
  }

  private static ObjectNode error(
      String kind, String operation, String code, String message, int status) {
    ObjectNode answer = NODES.objectNode();
    answer
        .putObject("error")
        .put("kind", kind)
        .put("operation", operation)
        .put("code", code)
        .put("message", message)
        .put("status", status);
    return answer;
  }
}

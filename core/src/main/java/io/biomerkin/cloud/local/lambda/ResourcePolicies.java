package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;

/** Who else may invoke a function, an alias or a version: statements of its resource policy. */
final class ResourcePolicies {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final FunctionStore store;

  ResourcePolicies(FunctionStore store) {
    this.store = store;
  }

  /** Adds a statement; returns it as text. */
  String add(AddPermissionRequest request) {
    KnownParameters.only(
        request,
        "FunctionName",
        "StatementId",
        "Action",
        "Principal",
        "SourceArn",
        "SourceAccount",
        "Qualifier",
        "RevisionId",
        "PrincipalOrgID",
        "EventSourceToken");
    FunctionName name = FunctionName.parse(request.functionName(), request.qualifier());
    String arn = store.resolve(name).functionArn();
    FunctionRecord record = store.get(name);
    List<ObjectNode> statements = new ArrayList<>(statements(record, name));
    if (statements.stream().anyMatch(each -> sid(each).equals(request.statementId()))) {
      throw LambdaErrors.conflict(
          "The statement id ("
              + request.statementId()
              + ") provided already exists. Please provide a new statement id, or remove the"
              + " existing statement.");
    }
    ObjectNode statement = statement(request, arn);
    statements.add(statement);
    put(record, name, statements);
    return statement.toString();
  }

  void remove(RemovePermissionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName(), request.qualifier());
    FunctionRecord record = store.get(name);
    List<ObjectNode> statements = new ArrayList<>(statements(record, name));
    if (!statements.removeIf(each -> sid(each).equals(request.statementId()))) {
      throw LambdaErrors.notFound(
          "Statement " + request.statementId() + " is not found in resource policy.");
    }
    put(record, name, statements);
  }

  /** The whole policy as text. */
  String get(@Nullable String function, @Nullable String qualifier) {
    FunctionName name = FunctionName.parse(function, qualifier);
    List<ObjectNode> statements = statements(store.get(name), name);
    if (statements.isEmpty()) {
      throw LambdaErrors.notFound("The resource you requested does not exist.");
    }
    ObjectNode policy = MAPPER.createObjectNode();
    policy.put("Version", "2012-10-17").put("Id", "default");
    statements.forEach(policy.putArray("Statement")::add);
    return policy.toString();
  }

  private static ObjectNode statement(AddPermissionRequest request, String arn) {
    ObjectNode statement = MAPPER.createObjectNode();
    statement.put("Sid", request.statementId()).put("Effect", "Allow");
    String principal = request.principal();
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (principal.contains(".amazonaws.com")) {
      statement.putObject("Principal").put("Service", principal);
    } else {
      String account = "arn:aws:iam::" + principal + ":root";
      statement
          .putObject("Principal")
          .put("AWS", principal.matches("[0-9]+") ? account : principal);
    }
    statement.put("Action", request.action()).put("Resource", arn);
    ObjectNode conditions = MAPPER.createObjectNode();
    condition(conditions, "StringEquals", "AWS:SourceAccount", request.sourceAccount());
    condition(conditions, "ArnLike", "AWS:SourceArn", request.sourceArn());
    condition(conditions, "StringEquals", "aws:PrincipalOrgID", request.principalOrgID());
    condition(conditions, "StringEquals", "lambda:EventSourceToken", request.eventSourceToken());
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    return statement;
  }

  private static void condition(
      ObjectNode conditions, String operator, String key, @Nullable String value) {
    if (value != null) {
      conditions.withObject("/" + operator).put(key, value);
    }
  }

  private static List<ObjectNode> statements(FunctionRecord record, FunctionName name) {
    return Optional.ofNullable(record.policies().get(name.qualifier().orElse("")))
        .orElse(List.of());
  }

  private void put(FunctionRecord record, FunctionName name, List<ObjectNode> statements) {
    Map<String, List<ObjectNode>> policies = new TreeMap<>(record.policies());
    policies.put(name.qualifier().orElse(""), List.copyOf(statements));
    store.put(record.withPolicies(policies));
  }

  private static String sid(ObjectNode statement) {
    return statement.path("Sid").asText();
  }
}

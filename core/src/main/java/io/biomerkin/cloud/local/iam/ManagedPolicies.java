package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AWS managed policies that grant something here; others can be attached and grant nothing. */
final class ManagedPolicies {

  private static final List<String> LOGS =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");
  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "service-role/AWSLambdaBasicExecutionRole",
          LOGS,
          "service-role/AWSLambdaVPCAccessExecutionRole",
          LOGS,
          "AWSXRayDaemonWriteAccess",
          List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
          "AdministratorAccess",
          List.of("*"));
  private static final String PREFIX = "arn:aws:iam::aws:policy/";

  private ManagedPolicies() {}

  static boolean isManagedByAws(String arn) {
    return arn.startsWith(PREFIX);
  }

  static Optional<JsonNode> document(String arn) {
    return Optional.ofNullable(ACTIONS.get(arn.replaceFirst("^" + PREFIX, "")))
        .map(ManagedPolicies::allowing);
  }

  private static JsonNode allowing(List<String> actions) {
    ObjectNode document = new JsonMapper().createObjectNode();
    ObjectNode statement = document.putArray("Statement").addObject();
    statement.put("Effect", "Allow").put("Resource", "*");
    actions.forEach(statement.putArray("Action")::add);
    return document;
  }
}

package io.biomerkin.synth;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Names;
import io.biomerkin.model.ResourceKind;
import io.biomerkin.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent may do: just what its access says, no wildcard where a name is known. */
final class Policies {

  private static final List<String> READ_TABLE =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:DescribeTable",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan");
  private static final List<String> WRITE_TABLE =
      List.of(
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:DescribeTable",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");
  private static final List<String> READ_QUEUE =
      List.of(
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage");

  private final StackScope scope;
  private final Names names;
  private final Topology topology;

  Policies(StackScope scope) {
    this.scope = scope;
    this.names = scope.names;
    this.topology = scope.blueprint.topology();
  }

  static Map<String, Object> document(List<Map<String, Object>> statements) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", statements);
    return document;
  }

  static Map<String, Object> trust(String service) {
    return document(
        List.of(
            Map.of(
                "Effect", "Allow",
                "Principal", Map.of("Service", service),
                "Action", "sts:AssumeRole")));
  }

  static Map<String, Object> tlsOnly(String bucketArn) {
    return document(
        List.of(
            Map.of(
                "Effect", "Deny",
                "Principal", Map.of("AWS", "*"),
                "Action", "s3:*",
                "Resource", List.of(bucketArn, bucketArn + "/*"),
                "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")))));
  }

  /** The statements of an agent's role. */
  List<Map<String, Object>> of(Agent agent) {
    List<Map<String, Object>> statements = new ArrayList<>();
    String logs = scope.arn("logs", "log-group:" + names.logGroup(agent.name()) + ":*");
    statements.add(allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logs)));
    agent.access().reads().forEach(name -> statements.addAll(read(name)));
    agent.access().writes().forEach(name -> statements.addAll(write(name)));
    for (String other : agent.access().invokes()) {
      String function = scope.arn("lambda", "function:" + names.resource(other));
      statements.add(
          allow(List.of("lambda:InvokeFunction"), List.of(function + ":" + Agent.ALIAS)));
    }
    for (String model : agent.access().models()) {
      statements.add(
          allow(
              List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"),
              List.of(scope.sharedArn("bedrock", names.region(), "foundation-model/" + model))));
    }
    for (String secret : agent.access().secrets()) {
      String id = Names.pascal(secret) + "Secret";
      statements.add(allow(List.of("secretsmanager:GetSecretValue"), List.of(StackScope.ref(id))));
    }
    if (scope.environment.monitoring()) {
      // X-Ray knows no resources (AWS: "Actions, resources, and condition keys for AWS X-Ray").
      statements.add(
          allow(List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"), List.of("*")));
    }
    return statements;
  }

  private static Map<String, Object> allow(List<String> actions, List<?> resources) {
    return Map.of("Effect", "Allow", "Action", actions, "Resource", resources);
  }

  private List<Map<String, Object>> read(String name) {
    return switch (kind(name)) {
      case TABLE -> List.of(allow(READ_TABLE, List.of(table(name))));
      case BUCKET ->
          List.of(
              allow(List.of("s3:ListBucket"), List.of(bucket(name))),
              allow(List.of("s3:GetObject"), List.of(bucket(name) + "/*")));
      case QUEUE -> List.of(allow(READ_QUEUE, List.of(scope.arn("sqs", names.resource(name)))));
      default -> List.of();
    };
  }

  private List<Map<String, Object>> write(String name) {
    return switch (kind(name)) {
      case TABLE -> List.of(allow(WRITE_TABLE, List.of(table(name))));
      case BUCKET ->
          List.of(allow(List.of("s3:DeleteObject", "s3:PutObject"), List.of(bucket(name) + "/*")));
      case QUEUE ->
          List.of(
              allow(
                  List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
                  List.of(scope.arn("sqs", names.resource(name)))));
      case TOPIC ->
          List.of(allow(List.of("sns:Publish"), List.of(scope.arn("sns", names.resource(name)))));
      default -> List.of();
    };
  }

  private ResourceKind kind(String name) {
    if (topology.tables().stream().anyMatch(t -> t.name().equals(name))) {
      return ResourceKind.TABLE;
    }
    if (topology.buckets().stream().anyMatch(b -> b.name().equals(name))) {
      return ResourceKind.BUCKET;
    }
    if (topology.queues().stream()
        .anyMatch(q -> q.name().equals(name) || q.deadLetter().filter(name::equals).isPresent())) {
      return ResourceKind.QUEUE;
    }
    return ResourceKind.TOPIC;
  }

  private String table(String name) {
    return scope.arn("dynamodb", "table/" + names.resource(name));
  }

  private String bucket(String name) {
    return scope.bucketArn(name);
  }
}

package io.biomerkin.cloud.local.lambda.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.LocalAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Which actions on which resources a call needs. */
final class NeededPermissions {

  /**
   * An action on a resource.
   *
   * @param action e.g. {@code dynamodb:PutItem}
   * @param resource its ARN, or {@code *} where the call has none
   */
  record Need(String action, String resource) {}

  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");
  private static final Map<String, String> S3_ACTIONS =
      Map.of(
          "HeadObject", "GetObject",
          "HeadBucket", "ListBucket",
          "ListObjects", "ListBucket",
          "ListObjectsV2", "ListBucket",
          "ListObjectVersions", "ListBucketVersions",
          "ListBuckets", "ListAllMyBuckets",
          "DeleteObjects", "DeleteObject");
  private static final Map<String, String> OTHER_ACTIONS =
      Map.of(
          "lambda:Invoke", "lambda:InvokeFunction",
          "sqs:SendMessageBatch", "sqs:SendMessage",
          "sqs:DeleteMessageBatch", "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility",
          "sns:PublishBatch", "sns:Publish");

  private final LocalAccount account;

  NeededPermissions(LocalAccount account) {
    this.account = account;
  }

  List<Need> of(String service, String operation, JsonNode params) {
    String action = service + ":" + operation;
    if (FREE.contains(action)) {
      return List.of();
    }
    if (service.equals("s3")) {
      return s3(operation, params);
    }
    if (service.equals("dynamodb")) {
      return dynamodb(operation, params);
    }
    if (service.equals("ssm") && params.path("Names").isArray()) {
      List<Need> needs = new ArrayList<>();
      params.path("Names").forEach(name -> needs.add(new Need(action, parameter(name.asText()))));
      return needs;
    }
    String name = service.equals("cloudwatch") ? "cloudwatch:" + operation : action;
    return List.of(new Need(OTHER_ACTIONS.getOrDefault(action, name), resource(service, params)));
  }

  private String resource(String service, JsonNode params) {
    return switch (service) {
      case "lambda" -> function(params.path("FunctionName").asText(), params);
      case "sqs" -> queue(params);
      case "sns" -> firstOf(params, "TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn");
      case "ssm" -> parameter(firstOf(params, "Name", "Path"));
      case "secretsmanager" -> secret(firstOf(params, "SecretId", "Name"));
      case "sts" -> firstOf(params, "RoleArn");
      case "logs" -> logGroup(firstOf(params, "logGroupName"));
      default -> "*";
    };
  }

  private static List<Need> s3(String operation, JsonNode params) {
    String bucket = "arn:aws:s3:::" + params.path("Bucket").asText("*");
    String action = "s3:" + S3_ACTIONS.getOrDefault(operation, operation);
    if (params.has("VersionId") && action.matches("s3:(Get|Delete)Object")) {
      action += "Version";
    }
    List<Need> needs = new ArrayList<>();
    if (params.has("Delete")) {
      for (JsonNode object : params.path("Delete").path("Objects")) {
        needs.add(new Need(action, bucket + "/" + object.path("Key").asText()));
      }
      return needs;
    }
    if (operation.equals("CopyObject")) {
      String source = source(params.path("CopySource"));
      needs.add(new Need("s3:GetObject", "arn:aws:s3:::" + source));
      action = "s3:PutObject";
    }
    String key = params.path("Key").asText();
    needs.add(new Need(action, key.isEmpty() ? bucket : bucket + "/" + key));
    return needs;
  }

  private static String source(JsonNode source) {
    return source.isTextual()
        ? source.asText().replaceFirst("^/", "").replaceFirst("\\?.*$", "")
        : source.path("Bucket").asText() + "/" + source.path("Key").asText();
  }

  private List<Need> dynamodb(String operation, JsonNode params) {
    List<Need> needs = new ArrayList<>();
    params
        .path("RequestItems")
        .fieldNames()
        .forEachRemaining(name -> needs.add(new Need("dynamodb:" + operation, table(name))));
    for (JsonNode item : params.path("TransactItems")) {
      item.properties()
          .forEach(
              entry ->
                  needs.add(
                      new Need(
                          "dynamodb:"
                              + entry
                                  .getKey()
                                  .replaceFirst("^(Put|Get|Update|Delete)$", "$1Item")
                                  .replaceFirst("^ConditionCheck$", "ConditionCheckItem"),
                          table(entry.getValue().path("TableName").asText()))));
    }
    if (params.has("TableName")) {
      String index = params.path("IndexName").asText();
      String table = table(params.path("TableName").asText());
      needs.add(
          new Need("dynamodb:" + operation, index.isEmpty() ? table : table + "/index/" + index));
    }
    return needs.isEmpty() ? List.of(new Need("dynamodb:" + operation, "*")) : needs;
  }

  private String table(String name) {
    return name.startsWith("arn:") ? name : account.arn("dynamodb", "table/" + name);
  }

  private String function(String name, JsonNode params) {
    if (name.isEmpty()) {
      return "*";
    }
    String arn =
        name.startsWith("arn:")
            ? name
            : account.arn("lambda", "function:" + name.replaceFirst("^([0-9]{12}:)?function:", ""));
    String qualifier = params.path("Qualifier").asText();
    return qualifier.isEmpty() || arn.endsWith(":" + qualifier) ? arn : arn + ":" + qualifier;
  }

  private String queue(JsonNode params) {
    String url = firstOf(params, "QueueUrl", "QueueName");
    return url.equals("*") ? url : account.arn("sqs", url.substring(url.lastIndexOf('/') + 1));
  }

  private String parameter(String name) {
    return name.startsWith("arn:") || name.equals("*")
        ? name
        : account.arn("ssm", "parameter/" + name.replaceFirst("^/", "").replaceFirst(":.*$", ""));
  }

  /** A secret's ARN ends in letters that only the secret itself knows. */
  private String secret(String id) {
    if (id.equals("*")) {
      return id;
    }
    try {
      return account
          .client(SecretsManagerClient.class)
          .describeSecret(request -> request.secretId(id))
          .arn();
    } catch (AwsServiceException e) {
      return id.startsWith("arn:") ? id : account.arn("secretsmanager", "secret:" + id);
    }
  }

  private String logGroup(String name) {
    return name.equals("*") ? name : account.arn("logs", "log-group:" + name);
  }

  private static String firstOf(JsonNode params, String... names) {
    for (String name : names) {
      if (params.path(name).isTextual()) {
        return params.path(name).asText();
      }
    }
    return "*";
  }
}

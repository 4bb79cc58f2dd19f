package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.att;
import static io.biomerkin.synth.StackScope.ref;

import io.biomerkin.model.Bucket;
import io.biomerkin.model.Names;
import io.biomerkin.model.Notification;
import io.biomerkin.model.Queue;
import io.biomerkin.model.Table;
import io.biomerkin.model.Topic;
import io.biomerkin.model.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables, buckets, queues, topics, secrets and the configuration parameter. */
final class DataResources {

  /** Dead letters stay as long as SQS keeps anything: somebody has to look at them. */
  private static final long LONGEST_SECONDS = Duration.ofDays(14).toSeconds();

  private final StackScope scope;

  DataResources(StackScope scope) {
    this.scope = scope;
  }

  void add() {
    Topology topology = scope.blueprint.topology();
    topology.tables().forEach(this::table);
    topology.buckets().forEach(this::bucket);
    topology.queues().forEach(this::queue);
    topics(topology).forEach(this::topic);
    notifications();
    topology
        .secrets()
        .forEach(
            secret ->
                scope.addData(
                    Names.pascal(secret.name()) + "Secret",
                    "AWS::SecretsManager::Secret",
                    Map.of("Name", scope.names.secret(secret.name()), "Tags", scope.tags())));
  }

  private void table(Table table) {
    List<Map<String, Object>> attributes = new ArrayList<>();
    List<Map<String, Object>> keys = new ArrayList<>();
    key(table.key(), "HASH", attributes, keys);
    table.sort().ifPresent(sort -> key(sort, "RANGE", attributes, keys));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("TableName", scope.names.resource(table.name()));
    properties.put("BillingMode", "PAY_PER_REQUEST");
    properties.put("AttributeDefinitions", attributes);
    properties.put("KeySchema", keys);
    properties.put("SSESpecification", Map.of("SSEEnabled", true));
    properties.put(
        "PointInTimeRecoverySpecification",
        Map.of("PointInTimeRecoveryEnabled", scope.environment.backup().isPresent()));
    table
        .ttl()
        .ifPresent(
            ttl ->
                properties.put(
                    "TimeToLiveSpecification", Map.of("AttributeName", ttl, "Enabled", true)));
    properties.put("Tags", scope.tags());
    scope.addData(Names.pascal(table.name()) + "Table", "AWS::DynamoDB::Table", properties);
  }

  private static void key(
      Table.Key key,
      String type,
      List<Map<String, Object>> attributes,
      List<Map<String, Object>> keys) {
    attributes.add(Map.of("AttributeName", key.name(), "AttributeType", key.type().code()));
    keys.add(Map.of("AttributeName", key.name(), "KeyType", type));
  }

  private void bucket(Bucket bucket) {
    String id = Names.pascal(bucket.name()) + "Bucket";
    String arn = scope.bucketArn(bucket.name());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("BucketName", scope.names.bucket(bucket.name()));
    properties.put("VersioningConfiguration", Map.of("Status", "Enabled"));
    properties.put(
        "BucketEncryption",
        Map.of(
            "ServerSideEncryptionConfiguration",
            List.of(Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256")))));
    properties.put(
        "PublicAccessBlockConfiguration",
        Map.of(
            "BlockPublicAcls", true,
            "BlockPublicPolicy", true,
            "IgnorePublicAcls", true,
            "RestrictPublicBuckets", true));
    properties.put(
        "LifecycleConfiguration",
        Map.of(
            "Rules",
            List.of(
                Map.of(
                    "Id", "abort-incomplete-uploads",
                    "Status", "Enabled",
                    "AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", 7)))));
    properties.put("Tags", scope.tags());
    scope.addData(id, "AWS::S3::Bucket", properties);
    scope.add(
        id + "Policy",
        "AWS::S3::BucketPolicy",
        Map.of("Bucket", ref(id), "PolicyDocument", Policies.tlsOnly(arn)));
  }

  private void queue(Queue queue) {
    Map<String, Object> properties = queueProperties(queue.name(), queue.keep().toSeconds());
    properties.put("VisibilityTimeout", queue.visibility().toSeconds());
    queue
        .deadLetter()
        .ifPresent(
            dead -> {
              String id = Names.pascal(dead) + "Queue";
              if (!scope.has(id)) {
                scope.addData(id, "AWS::SQS::Queue", queueProperties(dead, LONGEST_SECONDS));
              }
              properties.put(
                  "RedrivePolicy",
                  Map.of(
                      "deadLetterTargetArn", att(id, "Arn"), "maxReceiveCount", queue.attempts()));
            });
    scope.addData(Names.pascal(queue.name()) + "Queue", "AWS::SQS::Queue", properties);
  }

  private Map<String, Object> queueProperties(String name, long keepSeconds) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("QueueName", scope.names.resource(name));
    properties.put("MessageRetentionPeriod", keepSeconds);
    properties.put("SqsManagedSseEnabled", true);
    properties.put("Tags", scope.tags());
    return properties;
  }

  /** The topic of alarms is always there. */
  private static Set<String> topics(Topology topology) {
    Set<String> names = new LinkedHashSet<>();
    names.add(Topic.ALERTS);
    topology.topics().forEach(topic -> names.add(topic.name()));
    return names;
  }

  private void topic(String name) {
    scope.add(
        Names.pascal(name) + "Topic",
        "AWS::SNS::Topic",
        Map.of("TopicName", scope.names.resource(name), "Tags", scope.tags()));
  }

  private void notifications() {
    int number = 0;
    for (Notification notification : scope.blueprint.notifications()) {
      if (notification instanceof Notification.Email email) {
        number++;
        scope.add(
            "AlertsEmail" + number,
            "AWS::SNS::Subscription",
            Map.of(
                "Protocol", "email",
                "Endpoint", email.address(),
                "TopicArn", ref(Names.pascal(Topic.ALERTS) + "Topic")));
      }
    }
  }
}

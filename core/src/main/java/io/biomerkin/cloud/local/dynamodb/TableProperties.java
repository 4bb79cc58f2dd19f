package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** A template's table as requests of the API. */
final class TableProperties {

  private static final Set<String> DEFINITION =
      Set.of(
          "KeySchema",
          "AttributeDefinitions",
          "BillingMode",
          "ProvisionedThroughput",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "StreamSpecification",
          "SSESpecification",
          "TableClass",
          "DeletionProtectionEnabled",
          "OnDemandThroughput");
  private static final String INDEXES = "GlobalSecondaryIndexes";

  private TableProperties() {}

  /** The properties that make the table, by the API's names. */
  static ObjectNode definition(ObjectNode properties) {
    ObjectNode definition = Properties.only(properties, DEFINITION);
    if (definition.has("SSESpecification")) {
      definition.set(
          "SSESpecification",
          Properties.renamed(definition.get("SSESpecification"), Map.of("SSEEnabled", "Enabled")));
    }
    if (definition.has("StreamSpecification")) {
      ((ObjectNode) definition.get("StreamSpecification")).put("StreamEnabled", true);
    }
    return definition;
  }

  /** Changes what the update changes, in one call. */
  static void update(DynamoDbClient tables, String name, ObjectNode before, ObjectNode properties) {
    ObjectNode old = definition(before);
    ObjectNode now = definition(properties);
    if (old.equals(now)) {
      return;
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("TableName", name);
    for (String same :
        Set.of("AttributeDefinitions", "ProvisionedThroughput", "OnDemandThroughput")) {
      if (now.has(same)) {
        request.set(same, now.get(same));
      }
    }
    request.set(
        "BillingMode",
        now.path("BillingMode").isMissingNode()
            ? JsonNodeFactory.instance.textNode("PROVISIONED")
            : now.get("BillingMode"));
    request.put("DeletionProtectionEnabled", now.path("DeletionProtectionEnabled").asBoolean());
    request.put("TableClass", now.path("TableClass").asText("STANDARD"));
    request.set("SSESpecification", specification(now, "SSESpecification", "Enabled"));
    if (!old.path("StreamSpecification").equals(now.path("StreamSpecification"))) {
      request.set(
          "StreamSpecification", specification(now, "StreamSpecification", "StreamEnabled"));
    }
    ArrayNode indexes = indexUpdates(old.path(INDEXES), now.path(INDEXES));
    if (!indexes.isEmpty()) {
      request.set("GlobalSecondaryIndexUpdates", indexes);
    }
    tables.updateTable(SdkJson.read(request, UpdateTableRequest.builder()));
  }

  private static JsonNode specification(ObjectNode now, String name, String flag) {
    return now.has(name) ? now.get(name) : JsonNodeFactory.instance.objectNode().put(flag, false);
  }

  private static ArrayNode indexUpdates(JsonNode old, JsonNode now) {
    ArrayNode updates = JsonNodeFactory.instance.arrayNode();
    old.forEach(
        index -> {
          String name = index.path("IndexName").asText();
          if (TableType.index(now, name).isMissingNode()) {
            updates.addObject().putObject("Delete").put("IndexName", name);
          }
        });
    now.forEach(
        index -> {
          if (TableType.index(old, index.path("IndexName").asText()).isMissingNode()) {
            updates.addObject().set("Create", index);
          }
        });
    return updates;
  }

  /** Time to live and recovery, which the API sets by calls of their own. */
  static void applySettings(DynamoDbClient tables, String name, JsonNode properties) {
    JsonNode ttl = properties.path("TimeToLiveSpecification");
    Optional<String> wanted =
        ttl.path("Enabled").asBoolean() ? Properties.text(ttl, "AttributeName") : Optional.empty();
    Optional<String> is =
        Optional.ofNullable(
            tables
                .describeTimeToLive(r -> r.tableName(name))
                .timeToLiveDescription()
                .attributeName());
    if (!wanted.equals(is)) {
      is.ifPresent(attribute -> timeToLive(tables, name, attribute, false));
      wanted.ifPresent(attribute -> timeToLive(tables, name, attribute, true));
    }
    JsonNode recovery = properties.path("PointInTimeRecoverySpecification");
    tables.updateContinuousBackups(
        r ->
            r.tableName(name)
                .pointInTimeRecoverySpecification(
                    p ->
                        p.pointInTimeRecoveryEnabled(
                                recovery.path("PointInTimeRecoveryEnabled").asBoolean())
                            .recoveryPeriodInDays(
                                recovery.path("RecoveryPeriodInDays").asInt(35))));
  }

  /** What the table is now, by the names of a template. */
  static void tell(
      DynamoDbClient tables, TableDescription now, LiveProperties live, ObjectNode asked) {
    String name = now.tableName();
    boolean onDemand = now.billingModeSummary() != null;
    live.text(
        "BillingMode", onDemand ? now.billingModeSummary().billingModeAsString() : "PROVISIONED");
    live.text(
        "TableClass",
        now.tableClassSummary() == null
            ? "STANDARD"
            : now.tableClassSummary().tableClassAsString());
    live.value("SSESpecification", encryption(now, asked.path("SSESpecification")));
    var ttl = tables.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription();
    live.value(
        "TimeToLiveSpecification",
        asked
            .objectNode()
            .put("AttributeName", ttl.attributeName())
            .put("Enabled", ttl.attributeName() != null));
    var recovery =
        tables
            .describeContinuousBackups(r -> r.tableName(name))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();
    live.value(
        "PointInTimeRecoverySpecification",
        asked
            .objectNode()
            .put(
                "PointInTimeRecoveryEnabled",
                recovery.pointInTimeRecoveryStatusAsString().equals("ENABLED"))
            .put("RecoveryPeriodInDays", recovery.recoveryPeriodInDays()));
  }

  /** Which key it is matters only where the template names one. */
  private static JsonNode encryption(TableDescription now, JsonNode asked) {
    boolean enabled = now.sseDescription() != null;
    ObjectNode told = JsonNodeFactory.instance.objectNode().put("SSEEnabled", enabled);
    if (enabled) {
      told.put("SSEType", now.sseDescription().sseTypeAsString());
      String key = now.sseDescription().kmsMasterKeyArn();
      String wanted = asked.path("KMSMasterKeyId").asText();
      told.put("KMSMasterKeyId", key.endsWith(wanted) ? wanted : key);
    }
    return told;
  }

  private static void timeToLive(
      DynamoDbClient tables, String name, String attribute, boolean enabled) {
    tables.updateTimeToLive(
        r ->
            r.tableName(name)
                .timeToLiveSpecification(t -> t.attributeName(attribute).enabled(enabled)));
  }
}

package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What is told of a table, from its document alone. */
final class Descriptions {

  private final TableState state;

  Descriptions(TableState state) {
    this.state = state;
  }

  TableDescription of(Table table, String status) {
    ObjectNode definition = table.definition();
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("TableName", table.name())
        .put("TableId", table.id())
        .put("TableArn", state.arn(table.name()))
        .put("TableStatus", status)
        .put("CreationDateTime", table.created().toString())
        .put("ItemCount", 0)
        .put("TableSizeBytes", 0)
        .put("DeletionProtectionEnabled", table.deletionProtected());
    for (String same :
        List.of("AttributeDefinitions", "KeySchema", "StreamSpecification", "OnDemandThroughput")) {
      copy(definition, told, same);
    }
    told.set("ProvisionedThroughput", throughput(definition));
    if (Definition.isOnDemand(definition)) {
      told.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    }
    indexes(definition, told, table, "GlobalSecondaryIndexes");
    indexes(definition, told, table, "LocalSecondaryIndexes");
    if (definition.hasNonNull("TableClass")) {
      told.putObject("TableClassSummary").set("TableClass", definition.get("TableClass"));
    }
    encryption(definition).ifPresent(encryption -> told.set("SSEDescription", encryption));
    table.settings().stream()
        .ifPresent(
            label ->
                told.put("LatestStreamLabel", label)
                    .put("LatestStreamArn", state.arn(table.name()) + "/stream/" + label));
    table
        .settings()
        .restoredFrom()
        .ifPresent(
            backup ->
                told.putObject("RestoreSummary")
                    .put("SourceBackupArn", backup)
                    .put("RestoreDateTime", table.created().toString())
                    .put("RestoreInProgress", false));
    return SdkJson.read(told, TableDescription.builder());
  }

  private static void copy(ObjectNode from, ObjectNode to, String name) {
    if (from.hasNonNull(name)) {
      to.set(name, from.get(name));
    }
  }

  private static ObjectNode throughput(JsonNode definition) {
    JsonNode given = definition.path("ProvisionedThroughput");
    return JsonNodeFactory.instance
        .objectNode()
        .put("NumberOfDecreasesToday", 0)
        .put("ReadCapacityUnits", given.path("ReadCapacityUnits").asLong())
        .put("WriteCapacityUnits", given.path("WriteCapacityUnits").asLong());
  }

  private void indexes(ObjectNode definition, ObjectNode told, Table table, String name) {
    if (definition.path(name).isEmpty()) {
      return;
    }
    ArrayNode indexes = told.putArray(name);
    for (JsonNode index : definition.path(name)) {
      ObjectNode shown = indexes.addObject();
      for (String same : List.of("IndexName", "KeySchema", "Projection", "OnDemandThroughput")) {
        copy((ObjectNode) index, shown, same);
      }
      shown
          .put("IndexArn", state.arn(table.name()) + "/index/" + index.path("IndexName").asText())
          .put("ItemCount", 0)
          .put("IndexSizeBytes", 0);
      if (name.equals("GlobalSecondaryIndexes")) {
        shown.put("IndexStatus", "ACTIVE").set("ProvisionedThroughput", throughput(index));
      }
    }
  }

  /** A table that says nothing is encrypted with AWS's key, which is not told. */
  private Optional<ObjectNode> encryption(ObjectNode definition) {
    JsonNode specification = definition.path("SSESpecification");
    if (!specification.path("Enabled").asBoolean()) {
      return Optional.empty();
    }
    String key = specification.path("KMSMasterKeyId").asText("alias/aws/dynamodb");
    return Optional.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("Status", "ENABLED")
            .put("SSEType", "KMS")
            .put(
                "KMSMasterKeyArn", key.startsWith("arn:") ? key : state.account().arn("kms", key)));
  }
}

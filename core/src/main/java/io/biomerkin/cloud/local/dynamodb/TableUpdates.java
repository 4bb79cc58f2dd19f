package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * Tables that change. One with items whose indexes change is made anew with them: DynamoDB Local
 * fills a new index in the background, and loses the index if it is stopped before.
 */
final class TableUpdates {

  private static final String INDEXES = "GlobalSecondaryIndexes";
  private static final String UPDATES = "GlobalSecondaryIndexUpdates";

  private final TableState state;

  TableUpdates(TableState state) {
    this.state = state;
  }

  UpdateTableResponse update(UpdateTableRequest request) {
    KnownParameters.only(
        request,
        "TableName",
        "AttributeDefinitions",
        "BillingMode",
        "ProvisionedThroughput",
        UPDATES,
        "StreamSpecification",
        "SSESpecification",
        "TableClass",
        "DeletionProtectionEnabled",
        "OnDemandThroughput");
    Table table = state.table(request.tableName());
    ObjectNode changes = SdkJson.write(request);
    changes.remove("TableName");
    JsonNode indexUpdates = Optional.ofNullable(changes.remove(UPDATES)).orElse(changes.path(""));
    ObjectNode definition = table.definition().deepCopy();
    definition.setAll(changes);
    if (Definition.isOnDemand(definition)) {
      definition.remove("ProvisionedThroughput");
    }
    indexUpdates.forEach(update -> apply(update, definition));
    if (!changes.has("AttributeDefinitions")) {
      Definition.dropUnusedAttributes(definition);
    }
    Definition.check(table.name(), definition);
    Table changed = table.with(definition);
    if (table.stored() && indexUpdates.size() > 0) {
      changed = changed.startingWith(new Items(state).write(table).blob());
    }
    if (changes.has("StreamSpecification")) {
      changed = changed.with(changed.settings().withStream(Streams.label(definition, state.now())));
    }
    state.save(changed);
    return UpdateTableResponse.builder()
        .tableDescription(new Descriptions(state).of(changed, "ACTIVE"))
        .build();
  }

  private static void apply(JsonNode update, ObjectNode definition) {
    ArrayNode indexes = definition.withArrayProperty(INDEXES);
    if (update.has("Create")) {
      String name = update.path("Create").path("IndexName").asText();
      if (find(indexes, name) >= 0) {
        throw TableErrors.invalid("Attempting to create an index which already exists");
      }
      indexes.add(update.get("Create"));
    }
    for (String change : List.of("Update", "Delete")) {
      if (update.has(change)) {
        int index = find(indexes, update.path(change).path("IndexName").asText());
        if (index < 0) {
          throw TableErrors.noItemsOf();
        }
        if (change.equals("Delete")) {
          indexes.remove(index);
        } else {
          ((ObjectNode) indexes.get(index)).setAll((ObjectNode) update.get(change));
        }
      }
    }
    if (indexes.isEmpty()) {
      definition.remove(INDEXES);
    }
  }

  private static int find(ArrayNode indexes, String name) {
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).path("IndexName").asText().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}

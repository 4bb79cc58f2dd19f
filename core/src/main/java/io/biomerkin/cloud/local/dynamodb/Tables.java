package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tables that come, go and are described; none of it starts DynamoDB Local. */
final class Tables {

  private static final int PAGE = 100;

  private final TableState state;

  Tables(TableState state) {
    this.state = state;
  }

  CreateTableResponse create(CreateTableRequest request) {
    KnownParameters.only(
        request,
        "TableName",
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
        "OnDemandThroughput",
        "Tags");
    String name = Optional.ofNullable(request.tableName()).orElse("");
    ObjectNode definition = SdkJson.write(request);
    definition.remove("TableName");
    definition.remove("Tags");
    Definition.check(name, definition);
    if (state.tables().get(name).isPresent()) {
      throw TableErrors.inUse(name);
    }
    Instant now = state.now();
    Table table =
        new Table(
            name,
            UUID.randomUUID().toString(),
            now,
            definition,
            Table.Settings.NONE.withStream(Streams.label(definition, now)),
            tags(request.tags()),
            false,
            Optional.empty());
    state.save(table);
    return CreateTableResponse.builder().tableDescription(description(table, "ACTIVE")).build();
  }

  DescribeTableResponse describe(DescribeTableRequest request) {
    return DescribeTableResponse.builder()
        .table(description(state.table(request.tableName()), "ACTIVE"))
        .build();
  }

  /**
   * Removes the table. That its items must go too is written down first, and done when DynamoDB
   * Local is next started: a death in between cannot give them to a new table of the name.
   */
  DeleteTableResponse delete(DeleteTableRequest request) {
    Table table = state.table(request.tableName());
    if (table.deletionProtected()) {
      throw TableErrors.invalid(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    state.dropped().put(table.name(), new TableState.Dropped(table.name()));
    state.tables().remove(table.name());
    return DeleteTableResponse.builder().tableDescription(description(table, "DELETING")).build();
  }

  ListTablesResponse list(ListTablesRequest request) {
    String after = Optional.ofNullable(request.exclusiveStartTableName()).orElse("");
    int most = Optional.ofNullable(request.limit()).orElse(PAGE);
    List<String> rest =
        state.tables().ids().stream().filter(name -> name.compareTo(after) > 0).toList();
    List<String> page = rest.subList(0, Math.min(most, rest.size()));
    boolean last = page.size() == rest.size();
    return ListTablesResponse.builder()
        .tableNames(page)
        .lastEvaluatedTableName(last ? null : page.get(page.size() - 1))
        .build();
  }

  private software.amazon.awssdk.services.dynamodb.model.TableDescription description(
      Table table, String status) {
    return new Descriptions(state).of(table, status);
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}

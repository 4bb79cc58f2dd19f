package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code AWS::DynamoDB::Table}. */
@AutoService(ResourceType.class)
public final class TableType implements ResourceType {

  private static final String NAME = "TableName";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::DynamoDB::Table",
        Set.of("KeySchema"),
        Set.of(NAME, "KeySchema", "LocalSecondaryIndexes"),
        Set.of(
            "AttributeDefinitions",
            "BillingMode",
            "DeletionProtectionEnabled",
            "GlobalSecondaryIndexes",
            "OnDemandThroughput",
            "PointInTimeRecoverySpecification",
            "ProvisionedThroughput",
            "SSESpecification",
            "StreamSpecification",
            "TableClass",
            "Tags",
            "TimeToLiveSpecification"),
        Set.of("Arn", "StreamArn"),
        true);
  }

  @Override
  public Resource create(ResourceRequest request) {
    DynamoDbClient tables = request.account().client(DynamoDbClient.class);
    String name = request.nameOr(NAME, 255);
    CreateTableRequest create =
        SdkJson.read(TableProperties.definition(request.properties()), CreateTableRequest.builder())
            .toBuilder()
            .tableName(name)
            .tags(Tables.list(ResourceTags.of(request)))
            .build();
    try {
      tables.createTable(create);
    } catch (ResourceInUseException e) {
      if (!ResourceTags.own(
          tags(tables, request.account().arn("dynamodb", "table/" + name)), request)) {
        throw Properties.alreadyExists(schema().type(), name);
      }
    }
    TableProperties.applySettings(tables, name, request.properties());
    return resource(tables, name);
  }

  @Override
  public Optional<Resource> find(ResourceRequest request) {
    try {
      return Optional.of(
          resource(request.account().client(DynamoDbClient.class), request.nameOr(NAME, 255)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    DynamoDbClient tables = request.account().client(DynamoDbClient.class);
    String name = current.physicalId();
    TableProperties.update(tables, name, before, request.properties());
    TableProperties.applySettings(tables, name, request.properties());
    String arn = current.attributes().getOrDefault("Arn", "");
    Map<String, String> tags = ResourceTags.of(request);
    Set<String> gone = new TreeSet<>(tags(tables, arn).keySet());
    gone.removeAll(tags.keySet());
    tables.untagResource(r -> r.resourceArn(arn).tagKeys(gone));
    tables.tagResource(r -> r.resourceArn(arn).tags(Tables.list(tags)));
    return resource(tables, name);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    DynamoDbClient tables = request.account().client(DynamoDbClient.class);
    String name = current.physicalId();
    try {
      TableDescription now = tables.describeTable(r -> r.tableName(name)).table();
      LiveProperties live = LiveProperties.of(request).members(now);
      TableProperties.tell(tables, now, live, request.properties());
      return Optional.of(live.tags(tags(tables, now.tableArn())).json());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request
          .account()
          .client(DynamoDbClient.class)
          .deleteTable(r -> r.tableName(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static Map<String, String> tags(DynamoDbClient tables, String arn) {
    return Tables.tags(tables.listTagsOfResource(r -> r.resourceArn(arn)).tags());
  }

  private static Resource resource(DynamoDbClient tables, String name) {
    TableDescription table = tables.describeTable(r -> r.tableName(name)).table();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("Arn", table.tableArn());
    if (table.latestStreamArn() != null) {
      attributes.put("StreamArn", table.latestStreamArn());
    }
    return new Resource(name, attributes);
  }

  /** The properties as a template writes them. */
  static JsonNode index(JsonNode indexes, String name) {
    for (JsonNode index : indexes) {
      if (index.path("IndexName").asText().equals(name)) {
        return index;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}

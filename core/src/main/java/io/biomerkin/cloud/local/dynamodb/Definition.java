package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** DynamoDB's rules for the definition of a table. */
final class Definition {

  private static final String WRONG = "One or more parameter values were invalid: ";

  private Definition() {}

  static void check(String name, ObjectNode definition) {
    if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
      throw TableErrors.invalid(
          "Invalid table/index name.  Table/index names must be between 3 and 255 characters long,"
              + " and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
    }
    checkKeys(definition);
    checkThroughput(definition);
  }

  private static void checkKeys(ObjectNode definition) {
    Set<String> defined = new TreeSet<>();
    definition
        .path("AttributeDefinitions")
        .forEach(attribute -> defined.add(attribute.path("AttributeName").asText()));
    JsonNode schema = definition.path("KeySchema");
    if (schema.size() < 1
        || schema.size() > 2
        || !schema.get(0).path("KeyType").asText().equals("HASH")) {
      throw TableErrors.invalid(
          WRONG + "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    Set<String> keys = keys(definition);
    if (!defined.containsAll(keys)) {
      throw TableErrors.invalid(
          WRONG
              + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
              + keys
              + ", AttributeDefinitions: "
              + defined);
    }
    if (defined.size() > keys.size()) {
      throw TableErrors.invalid(
          WRONG
              + "Some AttributeDefinitions are not used. AttributeDefinitions: "
              + defined
              + ", keys used: "
              + keys);
    }
  }

  /** Leaves the attributes out that are no key any more, as AWS does with a deleted index's. */
  static void dropUnusedAttributes(ObjectNode definition) {
    Set<String> keys = keys(definition);
    definition
        .withArrayProperty("AttributeDefinitions")
        .removeIf(attribute -> !keys.contains(attribute.path("AttributeName").asText()));
  }

  private static Set<String> keys(JsonNode definition) {
    Set<String> keys = new TreeSet<>(names(definition.path("KeySchema")));
    for (String indexes : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      definition.path(indexes).forEach(index -> keys.addAll(names(index.path("KeySchema"))));
    }
    return keys;
  }

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.forEach(key -> names.add(key.path("AttributeName").asText()));
    return names;
  }

  private static void checkThroughput(ObjectNode definition) {
    boolean onDemand = isOnDemand(definition);
    boolean given = definition.hasNonNull("ProvisionedThroughput");
    if (onDemand && given) {
      throw TableErrors.invalid(
          WRONG
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
              + " is PAY_PER_REQUEST");
    }
    if (!onDemand && !given) {
      throw TableErrors.invalid(
          WRONG
              + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
              + " is PROVISIONED");
    }
  }

  static boolean isOnDemand(JsonNode definition) {
    return definition.path("BillingMode").asText().equals("PAY_PER_REQUEST");
  }
}

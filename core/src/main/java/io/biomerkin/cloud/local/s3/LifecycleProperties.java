package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;

/** The one configuration of a bucket whose template and API shapes differ throughout. */
final class LifecycleProperties {

  private static final Map<String, String> EXPIRATION =
      Map.of(
          "ExpirationInDays", "Days",
          "ExpirationDate", "Date",
          "ExpiredObjectDeleteMarker", "ExpiredObjectDeleteMarker");
  private static final Map<String, String> SAME =
      Map.of(
          "Id", "ID",
          "Status", "Status",
          "NoncurrentVersionExpiration", "NoncurrentVersionExpiration",
          "AbortIncompleteMultipartUpload", "AbortIncompleteMultipartUpload");
  private static final Map<String, String> TRANSITION =
      Map.of("TransitionInDays", "Days", "TransitionDate", "Date");
  private static final Map<String, String> NONCURRENT_TRANSITION =
      Map.of("TransitionInDays", "NoncurrentDays");

  private LifecycleProperties() {}

  static JsonNode convert(JsonNode configuration) {
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = converted.putArray("Rules");
    configuration.path("Rules").forEach(rule -> rules.add(rule(rule)));
    return converted;
  }

  private static ObjectNode rule(JsonNode rule) {
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : rule.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (SAME.containsKey(name)) {
        converted.set(SAME.get(name), value);
      } else if (EXPIRATION.containsKey(name)) {
        converted.withObjectProperty("Expiration").set(EXPIRATION.get(name), value);
      } else if (name.equals("Transitions")) {
        transitions(converted, "Transitions", value, TRANSITION);
      } else if (name.equals("NoncurrentVersionTransitions")) {
        transitions(converted, name, value, NONCURRENT_TRANSITION);
      } else if (!name.equals("Prefix") && !name.equals("TagFilters")) {
        // Left as it is: the reader refuses it by name.
        converted.set(name, value);
      }
    }
    converted.set("Filter", filter(rule));
    return converted;
  }

  private static void transitions(
      ObjectNode rule, String name, JsonNode transitions, Map<String, String> names) {
    ArrayNode converted = rule.putArray(name);
    transitions.forEach(transition -> converted.add(Properties.renamed(transition, names)));
  }

  private static ObjectNode filter(JsonNode rule) {
    ObjectNode filter = JsonNodeFactory.instance.objectNode();
    JsonNode tags = rule.path("TagFilters");
    String prefix = rule.path("Prefix").asText("");
    if (tags.size() == 0) {
      return filter.put("Prefix", prefix);
    }
    if (tags.size() == 1 && prefix.isEmpty()) {
      return filter.set("Tag", tags.get(0));
    }
    ObjectNode and = filter.putObject("And");
    and.put("Prefix", prefix);
    and.set("Tags", tags);
    return filter;
  }
}

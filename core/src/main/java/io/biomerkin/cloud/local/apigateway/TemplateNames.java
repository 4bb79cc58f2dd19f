package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import java.util.Set;

/** Templates write {@code HttpMethod} where API Gateway's own API writes {@code httpMethod}. */
final class TemplateNames {

  private static final Set<String> MAPS =
      Set.of(
          "RequestTemplates",
          "RequestParameters",
          "RequestModels",
          "ResponseTemplates",
          "ResponseParameters",
          "ResponseModels",
          "StageVariableOverrides",
          "Variables");

  private TemplateNames() {}

  /** The same with small first letters, but in maps whose keys are the user's. */
  static ObjectNode lowered(ObjectNode node) {
    ObjectNode lowered = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            member -> {
              String name = member.getKey();
              JsonNode value = member.getValue();
              lowered.set(lowered(name), MAPS.contains(name) ? value : lowered(value));
            });
    return lowered;
  }

  static String lowered(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** What the API has of each property that the template asks for. */
  static LiveProperties live(ResourceRequest request, ObjectNode wish, ObjectNode has) {
    LiveProperties live = LiveProperties.of(request);
    request
        .properties()
        .fieldNames()
        .forEachRemaining(
            name -> live.same(name, wish.path(lowered(name)), has.path(lowered(name))));
    return live;
  }

  private static JsonNode lowered(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return lowered(object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode lowered = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> lowered.add(lowered(element)));
      return lowered;
    }
    return node;
  }
}

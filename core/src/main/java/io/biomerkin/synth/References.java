package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks through a part of a template and replaces what refers to a logical id: {@code Ref}, {@code
 * Fn::GetAtt} in both forms, {@code Fn::Sub}, {@code DependsOn}. A text that merely reads like a
 * logical id stays what it is.
 */
abstract class References {

  private static final Pattern PLACE =
      Pattern.compile("\\$\\{([A-Za-z0-9]+)((?:\\.[A-Za-z0-9.]+)?)}");

  /** What takes the place of {@code Ref}. */
  abstract JsonNode ref(String id);

  /** What takes the place of {@code Fn::GetAtt}. */
  abstract JsonNode attribute(String id, String attribute);

  /** What takes the place of {@code ${id}} or {@code ${id.attribute}} in a {@code Fn::Sub}. */
  abstract String place(String id, String attribute);

  /** What a {@code DependsOn} names instead. */
  abstract String needed(String id);

  static ObjectNode refTo(String id) {
    return JsonNodeFactory.instance.objectNode().put("Ref", id);
  }

  static ObjectNode attributeOf(String id, String attribute) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("Fn::GetAtt").add(id).add(attribute);
    return node;
  }

  /** {@code ${id}}, or {@code ${id.attribute}}. */
  static String placeOf(String id, String attribute) {
    return "${" + id + (attribute.isEmpty() ? "" : "." + attribute) + "}";
  }

  /** The same with every reference replaced; a copy. */
  final JsonNode follow(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = ((ArrayNode) node).arrayNode();
      node.forEach(element -> copy.add(follow(element)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1 && node.path("Ref").isTextual()) {
      return ref(node.path("Ref").asText());
    }
    JsonNode attribute = node.path("Fn::GetAtt");
    if (attribute.isTextual() || attribute.path(0).isTextual() && attribute.path(1).isTextual()) {
      return attribute(attribute);
    }
    ObjectNode copy = ((ObjectNode) node).objectNode();
    node.properties().forEach(m -> copy.set(m.getKey(), member(m.getKey(), m.getValue())));
    return copy;
  }

  private JsonNode attribute(JsonNode argument) {
    if (argument.isTextual()) {
      String[] parts = argument.asText().split("\\.", 2);
      JsonNode replaced = attribute(parts[0], parts[1]);
      JsonNode pair = replaced.path("Fn::GetAtt");
      return pair.isArray()
          ? JsonNodeFactory.instance
              .objectNode()
              .put("Fn::GetAtt", pair.path(0).asText() + "." + pair.path(1).asText())
          : replaced;
    }
    return attribute(argument.path(0).asText(), argument.path(1).asText());
  }

  private JsonNode member(String name, JsonNode value) {
    return switch (name) {
      case "DependsOn" -> value.isArray() ? each(value) : TextNode.valueOf(needed(value.asText()));
      case "Fn::Sub" -> value.isTextual() ? places(value) : substitution(value);
      default -> follow(value);
    };
  }

  private JsonNode each(JsonNode ids) {
    ArrayNode copy = ((ArrayNode) ids).arrayNode();
    ids.forEach(id -> copy.add(needed(id.asText())));
    return copy;
  }

  private JsonNode substitution(JsonNode textAndValues) {
    ArrayNode copy = (ArrayNode) follow(textAndValues);
    copy.set(0, places(copy.path(0)));
    return copy;
  }

  private JsonNode places(JsonNode text) {
    Matcher places = PLACE.matcher(text.asText());
    return TextNode.valueOf(
        places.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    place(found.group(1), found.group(2).replaceFirst("^\\.", "")))));
  }
}

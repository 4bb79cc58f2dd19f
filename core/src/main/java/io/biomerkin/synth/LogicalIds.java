package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives resources of a template other logical ids, and follows them wherever a template can refer
 * to one: {@code Ref}, {@code Fn::GetAtt} in both forms, {@code Fn::Sub}, {@code DependsOn}. A text
 * that merely reads like a logical id stays what it is.
 *
 * @param names the new logical id by the old one
 */
record LogicalIds(Map<String, String> names) {

  private static final Pattern PLACE =
      Pattern.compile("\\$\\{([A-Za-z0-9]+)((?:\\.[A-Za-z0-9.]+)?)}");

  ObjectNode renameIn(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    ObjectNode resources = copy.putObject("Resources");
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      resources.set(renamed(resource.getKey()), follow(resource.getValue()));
    }
    if (template.has("Outputs")) {
      copy.set("Outputs", follow(template.path("Outputs")));
    }
    return copy;
  }

  private JsonNode follow(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = ((ArrayNode) node).arrayNode();
      node.forEach(element -> copy.add(follow(element)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = ((ObjectNode) node).objectNode();
    node.properties().forEach(m -> copy.set(m.getKey(), member(m.getKey(), m.getValue())));
    return copy;
  }

  private JsonNode member(String name, JsonNode value) {
    return switch (name) {
      case "Ref", "DependsOn" -> value.isArray() ? each(value) : reference(value);
      case "Fn::GetAtt" -> value.isArray() ? first(value) : reference(value);
      case "Fn::Sub" -> value.isTextual() ? places(value) : substitution(value);
      default -> follow(value);
    };
  }

  private JsonNode each(JsonNode ids) {
    ArrayNode copy = ((ArrayNode) ids).arrayNode();
    ids.forEach(id -> copy.add(reference(id)));
    return copy;
  }

  private JsonNode first(JsonNode idAndAttribute) {
    ArrayNode copy = idAndAttribute.deepCopy();
    copy.set(0, reference(copy.path(0)));
    return copy;
  }

  /** A logical id, or one with an attribute after a dot. */
  private JsonNode reference(JsonNode node) {
    if (!node.isTextual()) {
      return follow(node);
    }
    String text = node.asText();
    int dot = text.indexOf('.');
    String id = dot < 0 ? text : text.substring(0, dot);
    return TextNode.valueOf(renamed(id) + text.substring(id.length()));
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
                Matcher.quoteReplacement("${" + renamed(found.group(1)) + found.group(2) + "}")));
  }

  private String renamed(String id) {
    return names.getOrDefault(id, id);
  }
}

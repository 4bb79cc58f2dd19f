package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Evaluates the intrinsic functions of an expression. */
final class Intrinsics {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> NOT_EMBEDDED =
      Set.of("Fn::Transform", "Fn::Cidr", "Fn::ForEach", "Fn::Length", "Fn::ToJsonString");

  private final Scope scope;
  private final Logic logic;

  Intrinsics(Scope scope) {
    this.scope = scope;
    this.logic = new Logic(this, scope);
  }

  /** The value; a missing node where there is to be none. */
  JsonNode evaluate(JsonNode node) {
    if (node.isObject()) {
      return node.size() == 1 ? single((ObjectNode) node) : members((ObjectNode) node);
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      for (JsonNode element : node) {
        JsonNode value = evaluate(element);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
    return node;
  }

  /** The value of an object, e.g. of a resource's properties. */
  ObjectNode members(ObjectNode node) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonNode value = evaluate(member.getValue());
      if (!value.isMissingNode()) {
        object.set(member.getKey(), value);
      }
    }
    return object;
  }

  /** The value, which must be a text. */
  String text(JsonNode node, String function) {
    JsonNode value = evaluate(node);
    if (!value.isValueNode() || value.isNull()) {
      throw Errors.validation(
          "Template error: every " + function + " object must evaluate to a string");
    }
    return value.asText();
  }

  private JsonNode single(ObjectNode node) {
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    String name = only.getKey();
    JsonNode argument = only.getValue();
    return switch (name) {
      case "Ref" -> scope.ref(argument.asText());
      case "Fn::GetAtt" -> NODES.textNode(scope.attribute(Reference.attribute(argument)));
      case "Fn::Sub" -> NODES.textNode(substitute(Substitution.of(argument)));
      case "Fn::Join" -> join(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Base64" -> base64(argument);
      case "Fn::FindInMap" -> findInMap(argument);
      case "Fn::ImportValue" -> NODES.textNode(scope.imported(text(argument, name)));
      case "Fn::GetAZs" -> zones(argument);
      case "Fn::If" -> evaluate(logic.branch(argument));
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" -> NODES.booleanNode(logic.holds(node));
      default -> {
        if (NOT_EMBEDDED.contains(name)) {
          throw Errors.notEmbedded(name, "the intrinsic function " + name);
        }
        if (name.startsWith("Fn::")) {
          throw Errors.validation("Template error: Encountered unsupported function: " + name);
        }
        yield members(node);
      }
    };
  }

  private String substitute(Substitution substitution) {
    return substitution.fill(
        name -> {
          JsonNode own = substitution.values().get(name);
          if (own != null) {
            return text(own, "Fn::Sub");
          }
          Reference reference = Reference.dotted(name);
          return reference.attribute().isEmpty() ? reference(name) : scope.attribute(reference);
        });
  }

  private String reference(String name) {
    JsonNode value = scope.ref(name);
    if (!value.isValueNode()) {
      throw Errors.validation(
          "Template error: variable "
              + name
              + " in Fn::Sub expression does not resolve to a string");
    }
    return value.asText();
  }

  private JsonNode join(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2 || !argument.get(0).isTextual()) {
      throw Errors.validation(
          "Template error: every Fn::Join object requires two parameters, (1) a string delimiter "
              + "and (2) a list of strings to be joined or a function that returns a list of "
              + "strings (such as Fn::GetAZs) to be joined.");
    }
    List<String> parts = new ArrayList<>();
    JsonNode list = evaluate(argument.get(1));
    if (isUnknown(list)) {
      return list;
    }
    list.forEach(part -> parts.add(text(part, "Fn::Join")));
    return NODES.textNode(String.join(argument.get(0).asText(), parts));
  }

  private JsonNode split(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2 || !argument.get(0).isTextual()) {
      throw Errors.validation(
          "Template error: every Fn::Split object requires two parameters, (1) a string delimiter "
              + "and (2) a string to be split or a function that returns a string to be split.");
    }
    String text = text(argument.get(1), "Fn::Split");
    if (text.contains(Scope.KNOWN_AFTER_APPLY)) {
      return unknown();
    }
    ArrayNode parts = NODES.arrayNode();
    for (String part : text.split(Pattern.quote(argument.get(0).asText()), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode select(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2) {
      throw Errors.validation(
          "Template error: every Fn::Select object requires two non-null parameters, the first is an "
              + "integer index and the second is a list.");
    }
    String index = text(argument.get(0), "Fn::Select");
    JsonNode list = evaluate(argument.get(1));
    if (isUnknown(list)) {
      return list;
    }
    if (!index.matches("[0-9]{1,6}") || !list.isArray() || Integer.parseInt(index) >= list.size()) {
      throw Errors.validation(
          "Template error: Fn::Select cannot select nonexistent value at index " + index);
    }
    return list.get(Integer.parseInt(index));
  }

  private JsonNode base64(JsonNode argument) {
    String text = text(argument, "Fn::Base64");
    return text.contains(Scope.KNOWN_AFTER_APPLY)
        ? unknown()
        : NODES.textNode(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode findInMap(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 3) {
      throw Errors.validation(
          "Template error: every Fn::FindInMap object requires three parameters, the map name, map "
              + "key and the attribute for return value");
    }
    String map = text(argument.get(0), "Fn::FindInMap");
    String first = text(argument.get(1), "Fn::FindInMap");
    String second = text(argument.get(2), "Fn::FindInMap");
    JsonNode value = scope.mapping(map).path(first).path(second);
    if (value.isMissingNode()) {
      throw Errors.validation(
          "Template error: Unable to get mapping for " + map + "::" + first + "::" + second);
    }
    return value;
  }

  private JsonNode zones(JsonNode argument) {
    String region = text(argument, "Fn::GetAZs");
    String name = region.isEmpty() ? scope.ref("AWS::Region").asText() : region;
    ArrayNode zones = NODES.arrayNode();
    List.of("a", "b", "c").forEach(letter -> zones.add(name + letter));
    return zones;
  }

  private static boolean isUnknown(JsonNode node) {
    return node.isTextual() && node.asText().contains(Scope.KNOWN_AFTER_APPLY);
  }

  private static JsonNode unknown() {
    return NODES.textNode(Scope.KNOWN_AFTER_APPLY);
  }

  /** What {@code AWS::NoValue} stands for. */
  static JsonNode noValue() {
    return MissingNode.getInstance();
  }
}

package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one parameter, resource or output of a template. */
final class DefinitionParser {

  private static final Set<String> PARAMETER =
      Set.of(
          "Type",
          "Default",
          "Description",
          "AllowedValues",
          "AllowedPattern",
          "ConstraintDescription",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue",
          "NoEcho");
  private static final Set<String> RESOURCE =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy");
  private static final Set<String> NOT_EMBEDDED = Set.of("CreationPolicy", "UpdatePolicy");
  private static final Set<String> OUTPUT = Set.of("Value", "Description", "Condition", "Export");

  private DefinitionParser() {}

  static Template.Parameter parameter(String name, JsonNode node) {
    only(node, PARAMETER, "Invalid template parameter property");
    if (!node.path("Type").isTextual()) {
      throw TemplateParser.format("Every Parameters object must contain a Type member.");
    }
    Map<String, Double> bounds = new HashMap<>();
    for (String bound : List.of("MinLength", "MaxLength", "MinValue", "MaxValue")) {
      if (node.has(bound)) {
        bounds.put(bound, node.get(bound).asDouble());
      }
    }
    return new Template.Parameter(
        node.get("Type").asText(),
        node.path("Description").asText(""),
        node.has("Default") ? Optional.of(node.get("Default").asText()) : Optional.empty(),
        texts(node.path("AllowedValues")),
        node.has("AllowedPattern")
            ? Optional.of(node.get("AllowedPattern").asText())
            : Optional.empty(),
        node.path("ConstraintDescription").asText(""),
        bounds,
        node.path("NoEcho").asBoolean(false));
  }

  static Template.Resource resource(String name, JsonNode node) {
    if (!node.isObject()) {
      throw TemplateParser.format("[/Resources/" + name + "] resource definition is malformed");
    }
    if (!node.path("Type").isTextual()) {
      throw TemplateParser.format(
          "[/Resources/" + name + "] Every Resources object must contain a Type member.");
    }
    for (String attribute : NOT_EMBEDDED) {
      if (node.has(attribute)) {
        throw Errors.notEmbedded(name, "the resource attribute " + attribute);
      }
    }
    only(node, RESOURCE, "Invalid template resource property");
    return new Template.Resource(
        node.get("Type").asText(),
        object(node, "Properties", name),
        new LinkedHashSet<>(texts(node.path("DependsOn"))),
        condition(node),
        object(node, "Metadata", name),
        policy(node, "DeletionPolicy", Set.of("Delete", "Retain", "RetainExceptOnCreate"), name),
        policy(node, "UpdateReplacePolicy", Set.of("Delete", "Retain"), name));
  }

  static Template.Output output(String name, JsonNode node) {
    if (!node.has("Value")) {
      throw TemplateParser.format("Output " + name + " is malformed. The Value is missing.");
    }
    only(node, OUTPUT, "Invalid template output property");
    return new Template.Output(
        node.get("Value"),
        node.path("Description").asText(""),
        condition(node),
        node.path("Export").has("Name")
            ? Optional.of(node.get("Export").get("Name"))
            : Optional.empty());
  }

  private static Optional<String> condition(JsonNode node) {
    return node.has("Condition") ? Optional.of(node.get("Condition").asText()) : Optional.empty();
  }

  private static void only(JsonNode node, Set<String> known, String message) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw Errors.validation(message + " '" + entry.getKey() + "'");
      }
    }
  }

  private static ObjectNode object(JsonNode node, String member, String name) {
    JsonNode value = node.path(member);
    if (value.isMissingNode()) {
      return TemplateParser.object();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw TemplateParser.format(
        "[/Resources/" + name + "/" + member + "] '" + member + "' must be an object.");
  }

  private static String policy(JsonNode node, String attribute, Set<String> known, String name) {
    String value = node.path(attribute).asText("Delete");
    if (value.equals("Snapshot")) {
      throw Errors.validation(
          "Template error: resource type "
              + node.get("Type").asText()
              + " does not support deletion policy Snapshot");
    }
    if (!known.contains(value)) {
      throw Errors.validation(
          "Template error: invalid " + attribute + " '" + value + "' for resource " + name);
    }
    return value;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}

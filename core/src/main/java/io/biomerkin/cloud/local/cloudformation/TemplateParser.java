package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads a JSON template and checks its form. */
final class TemplateParser {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Resources",
          "Outputs");
  private static final Set<String> NOT_EMBEDDED = Set.of("Rules", "Transform", "Hooks");
  private static final int MOST_RESOURCES = 500;
  private static final int MOST_OTHERS = 200;

  private TemplateParser() {}

  static Template parse(String body) {
    JsonNode root = read(body);
    if (!root.isObject()) {
      throw format("unsupported structure.");
    }
    checkSections(root);
    if (!root.path("Resources").isObject() || root.get("Resources").isEmpty()) {
      throw format("At least one Resources member must be defined.");
    }
    return new Template(
        root.path("Description").asText(""),
        root.path("Metadata") instanceof ObjectNode metadata ? metadata : object(),
        section(root, "Parameters", MOST_OTHERS, DefinitionParser::parameter),
        section(root, "Mappings", MOST_OTHERS, (name, node) -> node),
        section(root, "Conditions", Integer.MAX_VALUE, (name, node) -> node),
        section(root, "Resources", MOST_RESOURCES, DefinitionParser::resource),
        section(root, "Outputs", MOST_OTHERS, DefinitionParser::output));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static RuntimeException format(String message) {
    return Errors.validation("Template format error: " + message);
  }

  private static JsonNode read(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
      throw format(
          "JSON not well-formed. (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }
  }

  private static void checkSections(JsonNode root) {
    Set<String> unknown = new TreeSet<>();
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      if (NOT_EMBEDDED.contains(section.getKey())) {
        throw Errors.notEmbedded(section.getKey(), "the template section " + section.getKey());
      }
      if (!SECTIONS.contains(section.getKey())) {
        unknown.add(section.getKey());
      }
    }
    if (!unknown.isEmpty()) {
      throw Errors.validation("Invalid template property or properties " + List.copyOf(unknown));
    }
  }

  private static <T> Map<String, T> section(
      JsonNode root, String name, int most, BiFunction<String, JsonNode, T> definition) {
    JsonNode section = root.path(name);
    if (!section.isMissingNode() && !section.isObject()) {
      throw format(name + " must be an object.");
    }
    if (section.size() > most) {
      throw format(
          "Number of "
              + name.toLowerCase(java.util.Locale.ROOT)
              + ", "
              + section.size()
              + ", is greater than maximum allowed, "
              + most);
    }
    Map<String, T> definitions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      if (!entry.getKey().matches("[A-Za-z0-9]{1,255}") && !name.equals("Mappings")) {
        throw format(name + " name " + entry.getKey() + " is non alphanumeric.");
      }
      definitions.put(entry.getKey(), definition.apply(entry.getKey(), entry.getValue()));
    }
    return definitions;
  }
}

package io.biomerkin.maven.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.biomerkin.cloud.ResourceChange.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A changed property as lines: of a large one only the members that differ. */
final class PropertyText {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 60;

  private PropertyText() {}

  static List<String> of(Property property) {
    JsonNode before = json(property.before());
    JsonNode after = json(property.after());
    List<String> lines = new ArrayList<>();
    if (before.isObject() && after.isObject()) {
      differences(property.path(), before, after, lines);
    } else {
      lines.add(line(property.path(), property.before(), property.after()));
    }
    return lines;
  }

  private static JsonNode json(String text) {
    try {
      return text.startsWith("{") ? MAPPER.readTree(text) : MAPPER.missingNode();
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  private static void differences(
      String path, JsonNode before, JsonNode after, List<String> lines) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode old = before.path(name);
      JsonNode fresh = after.path(name);
      if (old.isObject() && fresh.isObject()) {
        differences(path + "." + name, old, fresh, lines);
      } else if (!old.equals(fresh)) {
        lines.add(line(path + "." + name, text(old), text(fresh)));
      }
    }
  }

  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.isMissingNode() ? "" : node.toString();
  }

  private static String line(String path, String before, String after) {
    if (before.isEmpty() && after.isEmpty()) {
      return path;
    }
    return path + "  " + shortened(before) + " -> " + shortened(after);
  }

  private static String shortened(String value) {
    String line = value.isEmpty() ? "(none)" : value.replaceAll("\\s+", " ");
    if (line.equals("{{changeSet:KNOWN_AFTER_APPLY}}")) {
      return "(known afterwards)";
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}

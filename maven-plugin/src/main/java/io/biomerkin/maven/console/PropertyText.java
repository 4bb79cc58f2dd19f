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
  private static final int MOST_LINES = 12;

  /** How much is shown before the first difference. */
  private static final int LEAD = 10;

  private PropertyText() {}

  static List<String> of(Property property) {
    List<String> lines = new ArrayList<>();
    JsonNode before = json(property.before());
    JsonNode after = json(property.after());
    if (before.isContainerNode() && after.isContainerNode()) {
      differences(property.path(), before, after, lines);
    } else {
      lines.add(line(property.path(), property.before(), property.after()));
    }
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    first.add("… and " + (lines.size() - first.size()) + " more; -Dformat=json shows all");
    return first;
  }

  private static JsonNode json(String text) {
    try {
      return text.startsWith("{") || text.startsWith("[")
          ? MAPPER.readTree(text)
          : MAPPER.missingNode();
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  private static void differences(
      String path, JsonNode before, JsonNode after, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> differences(path + "." + name, before.path(name), after.path(name), lines));
    } else if (before.isArray() && after.isArray()) {
      elements(path, before, after, lines);
    } else {
      lines.add(line(path, text(before), text(after)));
    }
  }

  /** What left a list and what came to it; of a single element that changed, what of it did. */
  private static void elements(String path, JsonNode before, JsonNode after, List<String> lines) {
    List<JsonNode> gone = without(before, after);
    List<JsonNode> come = without(after, before);
    if (gone.size() == 1 && come.size() == 1 && gone.get(0).isContainerNode()) {
      differences(path + "[]", gone.get(0), come.get(0), lines);
      return;
    }
    gone.forEach(element -> lines.add(path + "[]  - " + shortened(text(element))));
    come.forEach(element -> lines.add(path + "[]  + " + shortened(text(element))));
    if (gone.isEmpty() && come.isEmpty()) {
      lines.add(path + "  in another order");
    }
  }

  private static List<JsonNode> without(JsonNode list, JsonNode other) {
    List<JsonNode> left = new ArrayList<>();
    list.forEach(left::add);
    other.forEach(left::remove);
    return left;
  }

  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.isMissingNode() ? "" : node.toString();
  }

  private static String line(String path, String before, String after) {
    if (before.isEmpty() && after.isEmpty()) {
      return path;
    }
    int same = Math.max(0, firstDifference(before, after) - LEAD);
    return path + "  " + shortened(before, same) + " -> " + shortened(after, same);
  }

  private static int firstDifference(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String shortened(String value) {
    return shortened(value, 0);
  }

  /** Of a long text the part where the difference begins. */
  private static String shortened(String value, int from) {
    if (value.equals("{{changeSet:KNOWN_AFTER_APPLY}}")) {
      return "(known afterwards)";
    }
    int begin = value.length() <= LONGEST ? 0 : Math.min(from, value.length() - LONGEST);
    int end = Math.min(value.length(), begin + LONGEST);
    String part = value.isEmpty() ? "(none)" : value.substring(begin, end).replaceAll("\\s+", " ");
    return (begin > 0 ? "…" : "") + part + (end < value.length() ? "…" : "");
  }
}

package io.biomerkin.maven.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.biomerkin.cloud.ResourceChange.Property;
import java.util.ArrayList;
import java.util.List;

/** The changed properties of a resource as lines: of a large one only the members that differ. */
final class PropertyText {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 60;
  private static final int MOST_LINES = 12;

  /** How much is shown before the first difference. */
  private static final int LEAD = 10;

  private PropertyText() {}

  static List<String> of(List<Property> properties) {
    List<String> lines = new ArrayList<>();
    properties.forEach(property -> lines.addAll(of(property)));
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    first.add("… and " + (lines.size() - first.size()) + " more; -Dformat=json shows all");
    return first;
  }

  private static List<String> of(Property property) {
    JsonNode before = json(property.before());
    JsonNode after = json(property.after());
    List<String> inside =
        before.isContainerNode() && after.isContainerNode()
            ? JsonDifferences.of(property.path(), before, after)
            : List.of();
    return inside.isEmpty()
        ? List.of(line(property.path(), property.before(), property.after()))
        : inside;
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

  /** A value before and after; long ones from shortly before the place where they differ. */
  static String line(String path, String before, String after) {
    if (before.equals(after)) {
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

  /** The beginning of a long text. */
  static String shortened(String value) {
    return shortened(value, 0);
  }

  private static String shortened(String value, int from) {
    if (value.equals("{{changeSet:KNOWN_AFTER_APPLY}}")) {
      return "(known afterwards)";
    }
    int begin = value.length() <= LONGEST ? 0 : Math.min(from, value.length() - LONGEST);
    int end = Math.min(value.length(), begin + LONGEST);
    String part =
        value.isEmpty()
            ? "(none)"
            : value.substring(begin, end).replace("\n", "\\n").replaceAll("\\s+", " ");
    return (begin > 0 ? "…" : "") + part + (end < value.length() ? "…" : "");
  }
}

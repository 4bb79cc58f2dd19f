package io.biomerkin.maven.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The innermost members in which two JSON values differ, and what left or came to their lists. */
final class JsonDifferences {

  private final List<String> lines = new ArrayList<>();

  private JsonDifferences() {}

  static List<String> of(String path, JsonNode before, JsonNode after) {
    JsonDifferences found = new JsonDifferences();
    found.compare(path, before, after);
    return found.lines;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      for (String name : names(before, after)) {
        compare(path + "." + name, before.path(name), after.path(name));
      }
    } else if (before.isArray() && after.isArray()) {
      elements(path, before, after);
    } else {
      lines.add(PropertyText.line(path, text(before), text(after)));
    }
  }

  private static Set<String> names(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Elements that changed are told by what of them did, the others by having gone or come. */
  private void elements(String path, JsonNode before, JsonNode after) {
    List<JsonNode> gone = without(before, after);
    List<JsonNode> come = without(after, before);
    if (gone.isEmpty() && come.isEmpty()) {
      lines.add(path + "  in another order");
    }
    List<Changed> changed = takePairs(gone, come);
    for (int i = 0; i < before.size(); i++) {
      JsonNode element = before.path(i);
      String place = path + "[" + i + "]";
      Optional<Changed> here =
          changed.stream().filter(one -> one.before().equals(element)).findFirst();
      here.ifPresent(changed::remove);
      here.ifPresent(one -> compare(place, one.before(), one.after()));
    }
    gone.forEach(element -> lines.add(path + "[]  - " + PropertyText.shortened(text(element))));
    come.forEach(element -> lines.add(path + "[]  + " + PropertyText.shortened(text(element))));
  }

  private static List<Changed> takePairs(List<JsonNode> gone, List<JsonNode> come) {
    List<Changed> pairs = new ArrayList<>();
    Optional<Changed> next = mostAlike(gone, come);
    while (next.isPresent()) {
      pairs.add(next.get());
      gone.remove(next.get().before());
      come.remove(next.get().after());
      next = mostAlike(gone, come);
    }
    return pairs;
  }

  private record Changed(JsonNode before, JsonNode after) {

    /** How many members both have with the same value. */
    long alike() {
      if (!before.isObject() || !after.isObject()) {
        return before.isArray() && after.isArray() ? 1 : 0;
      }
      return names(before, after).stream()
          .filter(name -> before.path(name).equals(after.path(name)))
          .count();
    }
  }

  /** An element that changed still has something of what it was. */
  private static Optional<Changed> mostAlike(List<JsonNode> gone, List<JsonNode> come) {
    if (gone.size() == 1 && come.size() == 1 && gone.get(0).isObject() && come.get(0).isObject()) {
      return Optional.of(new Changed(gone.get(0), come.get(0)));
    }
    return gone.stream()
        .flatMap(before -> come.stream().map(after -> new Changed(before, after)))
        .filter(pair -> pair.alike() > 0)
        // Of equals the first.
        .reduce((one, other) -> other.alike() > one.alike() ? other : one);
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
}

package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Gives resources of a template other logical ids, wherever the template refers to them. */
final class LogicalIds extends References {

  private final Map<String, String> names;

  /**
   * Renames.
   *
   * @param names the new logical id by the old one
   */
  LogicalIds(Map<String, String> names) {
    this.names = names;
  }

  ObjectNode renameIn(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    ObjectNode resources = copy.putObject("Resources");
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      resources.set(needed(resource.getKey()), follow(resource.getValue()));
    }
    if (template.has("Outputs")) {
      copy.set("Outputs", follow(template.path("Outputs")));
    }
    return copy;
  }

  @Override
  JsonNode ref(String id) {
    return refTo(needed(id));
  }

  @Override
  JsonNode attribute(String id, String attribute) {
    return attributeOf(needed(id), attribute);
  }

  @Override
  String place(String id, String attribute) {
    return placeOf(needed(id), attribute);
  }

  @Override
  String needed(String id) {
    return names.getOrDefault(id, id);
  }
}

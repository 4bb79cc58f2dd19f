package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The way from one split template to another, part by part, where both are too far apart for one
 * operation of CloudFormation.
 */
public final class Parts {

  /** The output that tells that the stack is what it was made from: on the way it is not. */
  private static final String INPUT = "InputDigest";

  private final ObjectNode before;
  private final ObjectNode target;

  private Parts(Optional<Template> before, Template target) {
    this.before = before.map(Template::json).orElseGet(JsonNodeFactory.instance::objectNode);
    this.target = target.json();
  }

  /**
   * The templates to go through, the target last.
   *
   * @param before what runs; nothing of a stack that is new
   * @param sizes how many resources change in each nested stack that does, by its logical id
   */
  public static List<Template> of(
      Optional<Template> before, Template target, Map<String, Integer> sizes, Quotas quotas) {
    Parts parts = new Parts(before, target);
    List<Template> way = new ArrayList<>();
    Set<String> reached = new HashSet<>();
    int size = 0;
    for (Map.Entry<String, Integer> nested : new TreeMap<>(sizes).entrySet()) {
      if (size > 0 && size + nested.getValue() > quotas.part()) {
        way.add(parts.through(reached));
        size = 0;
      }
      reached.add(nested.getKey());
      size += nested.getValue();
    }
    way.add(target);
    return way;
  }

  /** The same stack without those that are nested in it. */
  public static Template withoutNested(Template template) {
    ObjectNode json = template.json();
    json.withObject("/Outputs").remove(INPUT);
    ObjectNode own = json.putObject("Resources");
    for (Map.Entry<String, JsonNode> each : template.json().path("Resources").properties()) {
      if (!isNested(each.getValue())) {
        own.set(each.getKey(), each.getValue());
      }
    }
    return Template.of(onlyNeedingWhatIsThere(json));
  }

  /** All that the stack itself has before and afterwards; of the nested ones those it reached. */
  private Template through(Set<String> reached) {
    ObjectNode json = target.deepCopy();
    ObjectNode outputs = json.putObject("Outputs");
    for (Map.Entry<String, JsonNode> each : before.path("Outputs").properties()) {
      outputs.set(each.getKey(), each.getValue());
    }
    outputs.remove(INPUT);
    outputs.putObject(Split.MARK).put("Value", "on the way");
    ObjectNode resources = json.putObject("Resources");
    for (Map.Entry<String, JsonNode> each : before.path("Resources").properties()) {
      if (!isNested(each.getValue()) || !reached.contains(each.getKey())) {
        resources.set(each.getKey(), each.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> each : target.path("Resources").properties()) {
      if (!isNested(each.getValue()) || reached.contains(each.getKey())) {
        resources.set(each.getKey(), each.getValue());
      }
    }
    return Template.of(onlyNeedingWhatIsThere(json));
  }

  private static boolean isNested(JsonNode resource) {
    return resource.path("Type").asText().equals(Split.STACK);
  }

  private static ObjectNode onlyNeedingWhatIsThere(ObjectNode json) {
    JsonNode resources = json.path("Resources");
    for (JsonNode resource : resources) {
      JsonNode needs = resource.path("DependsOn");
      if (needs.isArray()) {
        ArrayNode left = ((ObjectNode) resource).putArray("DependsOn");
        needs.forEach(id -> addIfThere(left, id, resources));
      } else if (needs.isTextual() && !resources.has(needs.asText())) {
        ((ObjectNode) resource).remove("DependsOn");
      }
    }
    return json;
  }

  private static void addIfThere(ArrayNode left, JsonNode id, JsonNode resources) {
    if (resources.has(id.asText())) {
      left.add(id);
    }
  }
}

package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.model.Sha256;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Moves agents out of a template that is too large, with all that is theirs alone, into those of
 * nested stacks. What an agent needs of the stack itself comes as a parameter; the stack itself
 * knows an agent by the ARN of its alias, which follows from names.
 */
final class Split {

  /** The output that tells that a stack is split. */
  static final String MARK = "NestedStacks";

  /** Never to be changed: an agent's place follows from it. */
  private static final int STACKS = 64;

  static final String STACK = "AWS::CloudFormation::Stack";

  private static final List<String> PARTS =
      List.of(
          "Logs",
          "Role",
          "Agent",
          "Live",
          "Scaling",
          "ScalingPolicy",
          "ErrorsAlarm",
          "DurationAlarm",
          "ApiPermission");

  private final ObjectNode bound;
  private final JsonNode resources;
  private final UnaryOperator<String> url;

  /** The nested stack of each resource that moves. */
  private final Map<String, String> places = new HashMap<>();

  /** What {@code Ref} of an alias that moves gives, as a text of {@code Fn::Sub}. */
  private final Map<String, String> aliases = new HashMap<>();

  Split(Template bound, Set<String> own, UnaryOperator<String> url) {
    this.bound = bound.json();
    this.resources = this.bound.path("Resources");
    this.url = url;
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String agent = resource.getValue().path("Metadata").path(CodeBinding.AGENT).asText();
      if (!agent.isEmpty() && !own.contains(agent)) {
        move(agent, resource.getKey(), resource.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String function = resource.getValue().at("/Properties/FunctionName/Ref").asText();
      if (CodeBinding.isVersion(resource.getValue()) && places.containsKey(function)) {
        places.put(resource.getKey(), places.get(function));
      }
    }
  }

  private void move(String agent, String functionId, JsonNode function) {
    String place = place(agent);
    String id = AgentResources.id(agent);
    PARTS.stream().map(id::concat).filter(resources::has).forEach(part -> places.put(part, place));
    places.put(functionId, place);
    aliases.put(
        id + "Live",
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
            + function.at("/Properties/FunctionName").asText()
            + ":"
            + resources.at("/" + id + "Live/Properties/Name").asText());
  }

  /** {@code Agents00} to {@code Agents63}. */
  static String place(String agent) {
    int number =
        new BigInteger(Sha256.hex(agent), 16).mod(BigInteger.valueOf(STACKS)).intValueExact();
    return "Agents" + (number < 10 ? "0" : "") + number;
  }

  Assembly assembly() {
    ObjectNode root = bound.deepCopy();
    ObjectNode kept = root.putObject("Resources");
    Map<String, Inner> inners = new TreeMap<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String place = places.get(resource.getKey());
      if (place == null) {
        kept.set(resource.getKey(), outer(resource.getValue()));
      } else {
        inners.computeIfAbsent(place, Inner::new).add(resource.getKey(), resource.getValue());
      }
    }
    Map<String, Template> templates = new LinkedHashMap<>();
    inners.forEach(
        (place, inner) -> {
          Template template = Template.of(inner.template());
          templates.put(place, template);
          kept.set(place, inner.stack(url.apply(template.digest())));
        });
    root.withObject("/Outputs").putObject(MARK).put("Value", Integer.toString(STACKS));
    Outer outputs = new Outer();
    root.set("Outputs", outputs.follow(root.path("Outputs")));
    return new Assembly(Template.of(root), templates);
  }

  private JsonNode outer(JsonNode resource) {
    Outer outer = new Outer();
    ObjectNode followed = (ObjectNode) outer.follow(resource);
    Set<String> needs = new TreeSet<>(outer.needs);
    JsonNode dependsOn = followed.path("DependsOn");
    if (dependsOn.isTextual()) {
      needs.add(dependsOn.asText());
    }
    dependsOn.forEach(id -> needs.add(id.asText()));
    if (!needs.isEmpty()) {
      ArrayNode all = followed.putArray("DependsOn");
      needs.forEach(all::add);
    }
    return followed;
  }

  /** What stays, and refers to what moves. */
  private final class Outer extends References {

    private final Set<String> needs = new TreeSet<>();

    @Override
    JsonNode ref(String id) {
      return places.containsKey(id)
          ? JsonNodeFactory.instance.objectNode().put("Fn::Sub", alias(id))
          : refTo(id);
    }

    @Override
    JsonNode attribute(String id, String attribute) {
      if (places.containsKey(id)) {
        throw new IllegalStateException(id + "." + attribute + " is used outside of its stack");
      }
      return attributeOf(id, attribute);
    }

    @Override
    String place(String id, String attribute) {
      return places.containsKey(id) && attribute.isEmpty() ? alias(id) : placeOf(id, attribute);
    }

    @Override
    String needed(String id) {
      return places.getOrDefault(id, id);
    }

    private String alias(String id) {
      String alias = aliases.get(id);
      if (alias == null) {
        throw new IllegalStateException(id + " is used outside of its stack");
      }
      needs.add(needed(id));
      return alias;
    }
  }

  /** The template of a nested stack. */
  private final class Inner extends References {

    private final String place;
    private final ObjectNode moved = JsonNodeFactory.instance.objectNode();
    private final ObjectNode declared = JsonNodeFactory.instance.objectNode();
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Set<String> needs = new TreeSet<>();

    Inner(String place) {
      this.place = place;
    }

    void add(String id, JsonNode resource) {
      ObjectNode followed = (ObjectNode) follow(resource);
      JsonNode dependsOn = followed.remove("DependsOn");
      Set<String> inside = new TreeSet<>();
      if (dependsOn != null) {
        (dependsOn.isArray() ? dependsOn : followed.arrayNode().add(dependsOn))
            .forEach(each -> needs(each.asText(), inside));
      }
      if (!inside.isEmpty()) {
        ArrayNode ids = followed.putArray("DependsOn");
        inside.forEach(ids::add);
      }
      moved.set(id, followed);
    }

    private void needs(String id, Set<String> inside) {
      if (isHere(id)) {
        inside.add(id);
      } else {
        needs.add(places.getOrDefault(id, id));
      }
    }

    private boolean isHere(String id) {
      return place.equals(places.get(id));
    }

    private boolean isForeign(String id) {
      return resources.has(id) && !isHere(id);
    }

    private String parameter(String name, ObjectNode value) {
      declared.putObject(name).put("Type", "String");
      Outer outer = new Outer();
      values.set(name, outer.follow(value));
      needs.addAll(outer.needs);
      return name;
    }

    @Override
    JsonNode ref(String id) {
      return isForeign(id) ? refTo(parameter(id, refTo(id))) : refTo(id);
    }

    @Override
    JsonNode attribute(String id, String attribute) {
      return isForeign(id)
          ? refTo(parameter(name(id, attribute), attributeOf(id, attribute)))
          : attributeOf(id, attribute);
    }

    @Override
    String place(String id, String attribute) {
      if (!isForeign(id)) {
        return placeOf(id, attribute);
      }
      return attribute.isEmpty()
          ? placeOf(parameter(id, refTo(id)), "")
          : placeOf(parameter(name(id, attribute), attributeOf(id, attribute)), "");
    }

    private static String name(String id, String attribute) {
      return id + attribute.replaceAll("[^A-Za-z0-9]", "");
    }

    @Override
    String needed(String id) {
      return id;
    }

    ObjectNode template() {
      ObjectNode template = JsonNodeFactory.instance.objectNode();
      template.put("Description", bound.path("Description").asText() + ": " + place);
      if (!declared.isEmpty()) {
        template.set("Parameters", declared);
      }
      template.set("Resources", moved);
      return template;
    }

    ObjectNode stack(String templateUrl) {
      ObjectNode stack = JsonNodeFactory.instance.objectNode().put("Type", STACK);
      ObjectNode properties = stack.putObject("Properties").put("TemplateURL", templateUrl);
      if (!values.isEmpty()) {
        properties.set("Parameters", values);
      }
      if (!needs.isEmpty()) {
        ArrayNode ids = stack.putArray("DependsOn");
        needs.forEach(ids::add);
      }
      return stack;
    }
  }
}

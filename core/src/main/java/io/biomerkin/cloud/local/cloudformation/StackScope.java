package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The names in a stack's template. */
final class StackScope implements Scope {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Template template;
  private final Map<String, JsonNode> names;
  private final Function<String, Optional<Member>> resources;
  private final Function<String, String> exports;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Set<String> evaluating = new HashSet<>();
  private final Set<String> imports = new TreeSet<>();

  /**
   * A scope.
   *
   * @param names the values of parameters and pseudo parameters
   * @param resources the resources that are there
   * @param exports the value of an export
   */
  StackScope(
      Template template,
      Map<String, JsonNode> names,
      Function<String, Optional<Member>> resources,
      Function<String, String> exports) {
    this.template = template;
    this.names = names;
    this.resources = resources;
    this.exports = exports;
  }

  @Override
  public JsonNode ref(String name) {
    JsonNode value = names.get(name);
    if (value != null) {
      return value;
    }
    return NODES.textNode(resource(name).physicalId());
  }

  @Override
  public String attribute(Reference reference) {
    Member member = resource(reference.target());
    String value = member.attributes().get(reference.attribute());
    if (value != null) {
      return value;
    }
    if (member.physicalId().equals(KNOWN_AFTER_APPLY)) {
      return KNOWN_AFTER_APPLY;
    }
    throw Errors.validation(
        "Attribute '" + reference.attribute() + "' does not exist for " + reference.target());
  }

  @Override
  public JsonNode mapping(String name) {
    JsonNode mapping = template.mappings().get(name);
    if (mapping == null) {
      throw Errors.validation(
          "Template error: Mapping named '"
              + name
              + "' is not present in the 'Mappings' section of template.");
    }
    return mapping;
  }

  @Override
  public boolean condition(String name) {
    Boolean known = conditions.get(name);
    if (known != null) {
      return known;
    }
    JsonNode condition = template.conditions().get(name);
    if (condition == null) {
      throw TemplateParser.format(
          "Unresolved condition dependency " + name + " in the Conditions block of the template");
    }
    if (!evaluating.add(name)) {
      throw TemplateParser.format("Circular condition dependencies [" + name + "]");
    }
    boolean holds = new Logic(new Intrinsics(this), this).holds(condition);
    evaluating.remove(name);
    conditions.put(name, holds);
    return holds;
  }

  @Override
  public String imported(String export) {
    imports.add(export);
    return exports.apply(export);
  }

  /** The exports that were asked for. */
  Set<String> imports() {
    return imports;
  }

  /** The resources whose conditions hold. */
  Set<String> active() {
    Set<String> active = new java.util.LinkedHashSet<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              if (resource.condition().map(this::condition).orElse(true)) {
                active.add(id);
              }
            });
    return active;
  }

  private Member resource(String name) {
    return resources
        .apply(name)
        .orElseThrow(
            () ->
                TemplateParser.format(
                    "Unresolved resource dependencies ["
                        + name
                        + "] in the Resources block of the template"));
  }

  /** Parameters as expressions see them, and the pseudo parameters of a stack. */
  static Map<String, JsonNode> names(
      Template template,
      Map<String, String> parameters,
      Stacks stacks,
      LiveStack stack,
      Iterable<String> notifications) {
    Map<String, JsonNode> names = new HashMap<>(stacks.pseudoParameters());
    names.put("AWS::StackName", NODES.textNode(stack.name()));
    names.put("AWS::StackId", NODES.textNode(stack.arn()));
    ArrayNode topics = NODES.arrayNode();
    notifications.forEach(topics::add);
    names.put("AWS::NotificationARNs", topics);
    parameters.forEach(
        (name, value) -> names.put(name, parameter(template.parameters().get(name), value)));
    return names;
  }

  private static JsonNode parameter(
      Template.@org.jspecify.annotations.Nullable Parameter parameter, String value) {
    if (parameter == null || !parameter.isList()) {
      return NODES.textNode(value);
    }
    ArrayNode list = NODES.arrayNode();
    for (String element : value.split(",", -1)) {
      list.add(element.strip());
    }
    return list;
  }
}

package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A template, its form checked, its expressions not yet evaluated. Its maps keep the template's
 * order.
 */
record Template(
    String description,
    ObjectNode metadata,
    Map<String, Parameter> parameters,
    Map<String, JsonNode> mappings,
    Map<String, JsonNode> conditions,
    Map<String, Resource> resources,
    Map<String, Output> outputs) {

  Template {
    parameters = ordered(parameters);
    mappings = ordered(mappings);
    conditions = ordered(conditions);
    resources = ordered(resources);
    outputs = ordered(outputs);
  }

  /** A parameter. */
  record Parameter(
      String type,
      String description,
      Optional<String> defaultValue,
      List<String> allowedValues,
      Optional<String> allowedPattern,
      String constraintDescription,
      Map<String, Double> bounds,
      boolean noEcho) {

    Parameter {
      allowedValues = List.copyOf(allowedValues);
      bounds = Map.copyOf(bounds);
    }

    boolean isList() {
      return type.equals("CommaDelimitedList") || type.contains("List<");
    }

    /** Its value is the name of a parameter in Parameter Store. */
    boolean isStored() {
      return type.startsWith("AWS::SSM::Parameter::Value<");
    }
  }

  /** A resource. */
  record Resource(
      String type,
      ObjectNode properties,
      Set<String> dependsOn,
      Optional<String> condition,
      ObjectNode metadata,
      String deletionPolicy,
      String updateReplacePolicy) {

    Resource {
      dependsOn = Set.copyOf(dependsOn);
    }
  }

  /** An output. */
  record Output(
      JsonNode value, String description, Optional<String> condition, Optional<JsonNode> export) {}

  /** A resource that it has. */
  Resource resource(String id) {
    return Objects.requireNonNull(resources.get(id), id);
  }

  /** A parameter that it has. */
  Parameter parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}

package io.biomerkin.cloud.local.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Reads a template's properties where their names or shapes are not the API's. */
public final class Properties {

  private Properties() {}

  /** The property as text, if it is there. */
  public static Optional<String> text(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
  }

  /** A policy or the like, which a template may give as an object or as text. */
  public static Optional<String> json(JsonNode node, String name) {
    if (!node.hasNonNull(name)) {
      return Optional.empty();
    }
    JsonNode value = node.get(name);
    return Optional.of(value.isTextual() ? value.asText() : value.toString());
  }

  /** The properties of these names alone. */
  public static ObjectNode only(ObjectNode node, Set<String> names) {
    return node.deepCopy().retain(names);
  }

  /** The same members, some by another name. */
  public static ObjectNode renamed(JsonNode node, Map<String, String> names) {
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            member ->
                renamed.set(
                    names.getOrDefault(member.getKey(), member.getKey()), member.getValue()));
    return renamed;
  }

  /** CloudFormation's refusal to create what exists and belongs to no one or another. */
  public static AwsServiceException alreadyExists(String type, String name) {
    return Refusal.of(
        CloudFormationException.builder(),
        "CloudFormation",
        400,
        "AlreadyExists",
        "Resource of type '" + type + "' with identifier '" + name + "' already exists.");
  }
}

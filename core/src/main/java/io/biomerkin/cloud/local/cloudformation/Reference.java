package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an expression refers to.
 *
 * @param target a parameter, a pseudo parameter or a resource
 * @param attribute what is wanted of it; empty for {@code Ref}
 */
record Reference(String target, String attribute) {

  /** All references of an expression, in their order. */
  static Set<Reference> in(JsonNode expression) {
    Set<Reference> found = new LinkedHashSet<>();
    collect(expression, found);
    return found;
  }

  boolean isPseudo() {
    return target.startsWith("AWS::");
  }

  /** {@code Resource.Attribute}, or the name alone. */
  static Reference dotted(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new Reference(text, "")
        : new Reference(text.substring(0, dot), text.substring(dot + 1));
  }

  /** The reference of a {@code Fn::GetAtt}, in its string or its list form. */
  static Reference attribute(JsonNode argument) {
    if (argument.isTextual() && argument.asText().contains(".")) {
      return dotted(argument.asText());
    }
    if (argument.isArray()
        && argument.size() == 2
        && argument.get(0).isTextual()
        && argument.get(1).isTextual()) {
      return new Reference(argument.get(0).asText(), argument.get(1).asText());
    }
    throw Errors.validation(
        "Template error: every Fn::GetAtt object requires two non-empty parameters, "
            + "the resource name and the resource attribute");
  }

  private static void collect(JsonNode node, Set<Reference> found) {
    if (node.isObject() && node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      switch (only.getKey()) {
        case "Ref" -> found.add(new Reference(only.getValue().asText(), ""));
        case "Fn::GetAtt" -> found.add(attribute(only.getValue()));
        case "Fn::Sub" -> substitution(only.getValue(), found);
        default -> collect(only.getValue(), found);
      }
      return;
    }
    node.forEach(child -> collect(child, found));
  }

  private static void substitution(JsonNode argument, Set<Reference> found) {
    Substitution substitution = Substitution.of(argument);
    substitution.references().forEach(name -> found.add(dotted(name)));
    substitution.values().values().forEach(value -> collect(value, found));
  }
}

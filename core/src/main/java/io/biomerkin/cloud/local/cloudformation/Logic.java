package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The conditions: {@code Fn::If}, {@code Equals}, {@code And}, {@code Or}, {@code Not}. */
final class Logic {

  private final Intrinsics values;
  private final Scope scope;

  Logic(Intrinsics values, Scope scope) {
    this.values = values;
    this.scope = scope;
  }

  /** The branch that {@code Fn::If} takes, not yet evaluated. */
  JsonNode branch(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 3 || !argument.get(0).isTextual()) {
      throw Errors.validation(
          "Template error: Fn::If requires a list argument with three elements");
    }
    return scope.condition(argument.get(0).asText()) ? argument.get(1) : argument.get(2);
  }

  /** Whether a condition holds. */
  boolean holds(JsonNode node) {
    if (node.isObject() && node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      JsonNode argument = only.getValue();
      switch (only.getKey()) {
        case "Condition" -> {
          return scope.condition(argument.asText());
        }
        case "Fn::Equals" -> {
          arity(argument, only.getKey(), 2, 2);
          return equal(argument);
        }
        case "Fn::Not" -> {
          arity(argument, only.getKey(), 1, 1);
          return !holds(argument.get(0));
        }
        case "Fn::And" -> {
          arity(argument, only.getKey(), 2, 10);
          return elements(argument).stream().allMatch(this::holds);
        }
        case "Fn::Or" -> {
          arity(argument, only.getKey(), 2, 10);
          return elements(argument).stream().anyMatch(this::holds);
        }
        default -> {}
      }
    }
    throw Errors.validation(
        "Template format error: Every Conditions member must be a condition function.");
  }

  private boolean equal(JsonNode argument) {
    JsonNode left = values.evaluate(argument.get(0));
    JsonNode right = values.evaluate(argument.get(1));
    return (left.isValueNode() && right.isValueNode())
        ? left.asText().equals(right.asText())
        : left.equals(right);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void arity(JsonNode argument, String function, int least, int most) {
    if (!argument.isArray() || argument.size() < least || argument.size() > most) {
      throw Errors.validation(
          "Template error: every "
              + function
              + " object requires a list of "
              + (least == most ? "" + least : "at least " + least + " and at most " + most)
              + (most == 1 ? " condition." : " parameters."));
    }
  }
}

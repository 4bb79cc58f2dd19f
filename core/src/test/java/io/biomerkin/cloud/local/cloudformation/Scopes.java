package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Evaluates expressions of tests. */
final class Scopes {

  private Scopes() {}

  /** The value of an expression, single quotes for double ones. */
  static String value(String expression) {
    JsonNode value = new Intrinsics(scope(Map.of())).evaluate(json(expression));
    return value.toString().replace('"', '\'');
  }

  static JsonNode value(JsonNode expression, Map<String, String> names) {
    return new Intrinsics(scope(names)).evaluate(expression);
  }

  static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Scope scope(Map<String, String> names) {
    return new Scope() {
      @Override
      public JsonNode ref(String name) {
        return name.equals("AWS::NoValue")
            ? Intrinsics.noValue()
            : name.equals("List")
                ? json("['x', 'y']")
                : TextNode.valueOf(names.getOrDefault(name, "<" + name + ">"));
      }

      @Override
      public String attribute(Reference reference) {
        return "<" + reference.target() + " of " + reference.attribute() + ">";
      }

      @Override
      public JsonNode mapping(String name) {
        return json("{'eu': {'size': '3', 'zones': ['a', 'b']}}");
      }

      @Override
      public boolean condition(String name) {
        return name.equals("Yes");
      }

      @Override
      public String imported(String export) {
        return "<from " + export + ">";
      }
    };
  }
}

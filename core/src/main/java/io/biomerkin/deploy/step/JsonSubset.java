package io.biomerkin.deploy.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Map;

/** Compares JSON with an expectation: every member that it names must be there and equal. */
final class JsonSubset {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonSubset() {}

  /** The text as JSON; what is none is missing. */
  static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The first difference, or an empty text. */
  static String difference(String expected, String actual) {
    return difference("", parse(expected), parse(actual));
  }

  private static String difference(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isTextual()) {
      // A proxy answer carries its body as text that is JSON itself.
      return difference(path, expected, parse(actual.asText()));
    }
    if (expected.isObject() && actual.isObject()) {
      return members(path, expected, actual);
    }
    if (expected.isNumber() && actual.isNumber()) {
      return expected.decimalValue().compareTo(actual.decimalValue()) == 0
          ? ""
          : told(path, expected, actual);
    }
    return expected.equals(actual) ? "" : told(path, expected, actual);
  }

  private static String members(String path, JsonNode expected, JsonNode actual) {
    for (Iterator<Map.Entry<String, JsonNode>> all = expected.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> member = all.next();
      String difference =
          difference(path + "/" + member.getKey(), member.getValue(), actual.path(member.getKey()));
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return "";
  }

  private static String told(String path, JsonNode expected, JsonNode actual) {
    return (path.isEmpty() ? "the answer" : path)
        + " is "
        + (actual.isMissingNode() ? "missing" : actual)
        + ", expected "
        + expected;
  }
}

package io.biomerkin.cloud.local.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether what a service has agrees with what a template asks for: only what is asked for counts,
 * the order of a list does not, a number is one in quotes too, and a document may be its text.
 */
public final class Agreement {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Agreement() {}

  /** Whether everything that is asked for is there. */
  public static boolean of(JsonNode asked, JsonNode has) {
    if (asked.isObject()) {
      return members(asked, has.isTextual() ? document(has.asText()) : has);
    }
    if (asked.isArray()) {
      return elements(asked, has);
    }
    if (asked.isTextual() && has.isContainerNode()) {
      return of(document(asked.asText()), has);
    }
    if (asked.isNumber() || has.isNumber()) {
      return number(asked, has);
    }
    return asked.asText().equals(has.asText())
        || (asked.isTextual() && isDocument(asked.asText()) && sameDocument(asked, has));
  }

  private static boolean sameDocument(JsonNode asked, JsonNode has) {
    return isDocument(has.asText()) && document(asked.asText()).equals(document(has.asText()));
  }

  private static boolean members(JsonNode asked, JsonNode has) {
    for (Map.Entry<String, JsonNode> member : asked.properties()) {
      if (!of(member.getValue(), has.path(member.getKey()))) {
        return false;
      }
    }
    return has.isObject();
  }

  private static boolean elements(JsonNode asked, JsonNode has) {
    // A policy has one action as text, or several as a list.
    if (!has.isArray()) {
      return asked.size() == 1 && of(asked.path(0), has);
    }
    List<JsonNode> left = new ArrayList<>();
    has.forEach(left::add);
    for (JsonNode element : asked) {
      boolean found = false;
      for (int i = 0; i < left.size() && !found; i++) {
        if (of(element, left.get(i))) {
          left.remove(i);
          found = true;
        }
      }
      if (!found) {
        return false;
      }
    }
    return left.isEmpty();
  }

  private static boolean number(JsonNode asked, JsonNode has) {
    try {
      return Double.compare(Double.parseDouble(asked.asText()), Double.parseDouble(has.asText()))
          == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDocument(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  /** The JSON that a text is; a missing node where it is none. */
  public static JsonNode document(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}

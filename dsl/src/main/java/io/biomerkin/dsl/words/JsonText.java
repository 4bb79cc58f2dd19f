package io.biomerkin.dsl.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Maps and lists of a blueprint as JSON. */
final class JsonText {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  /** Whether a value can be said in JSON: a block or the name of a resource cannot. */
  static boolean isData(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(JsonText::isData);
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(JsonText::isData);
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + value, e);
    }
  }
}

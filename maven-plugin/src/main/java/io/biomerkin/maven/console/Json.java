package io.biomerkin.maven.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.biomerkin.model.BlueprintJson;

/** Results for programs. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The value as a tree, members sorted. */
  static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(BlueprintJson.write(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }

  /** The value as indented JSON, members sorted. */
  public static String pretty(Object value) {
    return tree(value).toPrettyString();
  }
}

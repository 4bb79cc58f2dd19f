package io.biomerkin.maven.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.biomerkin.model.BlueprintJson;

/** Results for programs. */
public final class Json {

  private Json() {}

  /** The value as indented JSON, members sorted. */
  public static String pretty(Object value) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      return mapper
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(mapper.readTree(BlueprintJson.write(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }
}

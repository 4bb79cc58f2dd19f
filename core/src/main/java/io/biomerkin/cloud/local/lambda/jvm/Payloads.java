package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** JSON as values of the handler's types and back, with the settings of Lambda's own runtime. */
final class Payloads {

  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(MapperFeature.USE_STD_BEAN_NAMING)
          .disable(MapperFeature.AUTO_DETECT_CREATORS)
          .disable(MapperFeature.INFER_PROPERTY_MUTATORS)
          .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .enable(DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .build();

  /** Events of AWS have names like {@code Records}, which their classes spell with a small r. */
  private final JsonMapper events =
      mapper.rebuild().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES).build();

  /** A type that a class's method names, with what the class says of its variables. */
  JavaType type(Type type, Class<?> in) {
    return mapper.getTypeFactory().resolveMemberType(type, mapper.constructType(in).getBindings());
  }

  /** What a class puts in for the variables of an interface; empty where it does not say. */
  JavaType[] parameters(Class<?> type, Class<?> of) {
    return mapper.getTypeFactory().findTypeParameters(mapper.constructType(type), of);
  }

  @Nullable Object read(String json, JavaType type) {
    try {
      boolean isEvent = type.getRawClass().getName().startsWith(EVENTS);
      return (isEvent ? events : mapper).readValue(json, type);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON parsing", e);
    }
  }

  String write(@Nullable Object value, JavaType type) {
    try {
      return mapper.writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON serialization of response", e);
    }
  }
}

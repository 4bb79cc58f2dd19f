package io.biomerkin.cloud.local.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The SDK's values as JSON, by the names of the API: how configurations are kept in a document, and
 * how the properties of a template, most of which have the API's names, become a request.
 */
public final class SdkJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SdkJson() {}

  /** The members that are set. */
  public static ObjectNode write(SdkPojo value) {
    ObjectNode node = NODES.objectNode();
    for (SdkField<?> field : value.sdkFields()) {
      Object member = field.getValueOrDefault(value);
      if (member != null
          && !(member instanceof SdkAutoConstructList)
          && !(member instanceof SdkAutoConstructMap)) {
        node.set(field.memberName(), node(member));
      }
    }
    return node;
  }

  /**
   * The value with the node's members set.
   *
   * @param builder an empty builder of the value
   * @throws CloudFormationException with CloudFormation's text when the value has no such member
   */
  public static <T extends SdkPojo> T read(JsonNode node, SdkBuilder<?, ? extends T> builder) {
    fill(node, (SdkPojo) builder);
    return builder.build();
  }

  private static void fill(JsonNode node, SdkPojo builder) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      SdkField<?> field =
          builder.sdkFields().stream()
              .filter(candidate -> candidate.memberName().equals(member.getKey()))
              .findFirst()
              .orElseThrow(() -> extraneous(member.getKey()));
      field.set(builder, value(member.getValue(), field));
    }
  }

  private static JsonNode node(Object value) {
    if (value instanceof SdkPojo pojo) {
      return write(pojo);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, element) -> object.set(String.valueOf(key), node(element)));
      return object;
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Float number) {
      return NODES.numberNode(number);
    }
    if (value instanceof SdkBytes bytes) {
      return NODES.binaryNode(bytes.asByteArray());
    }
    return NODES.textNode(String.valueOf(value));
  }

  private static @Nullable Object value(JsonNode node, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (node.isNull()) {
      return null;
    }
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo nested = field.constructor().get();
      fill(node, nested);
      return ((SdkBuilder<?, ?>) nested).build();
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(value(item, element)));
      return list;
    }
    if (type == MarshallingType.MAP) {
      SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue(), element)));
      return map;
    }
    return scalar(node, type);
  }

  private static Object scalar(JsonNode node, MarshallingType<?> type) {
    if (type == MarshallingType.BOOLEAN) {
      return node.asBoolean();
    }
    if (type == MarshallingType.INTEGER) {
      return node.asInt();
    }
    if (type == MarshallingType.LONG) {
      return node.asLong();
    }
    if (type == MarshallingType.DOUBLE) {
      return node.asDouble();
    }
    if (type == MarshallingType.FLOAT) {
      return (float) node.asDouble();
    }
    if (type == MarshallingType.INSTANT) {
      return Instant.parse(node.asText());
    }
    if (type == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromByteArray(java.util.Base64.getDecoder().decode(node.asText()));
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static RuntimeException extraneous(String name) {
    return Refusal.of(
        CloudFormationException.builder(),
        "CloudFormation",
        400,
        "ValidationError",
        "extraneous key [" + name + "] is not permitted");
  }
}

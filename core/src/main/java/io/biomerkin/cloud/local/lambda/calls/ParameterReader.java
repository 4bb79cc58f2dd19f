package io.biomerkin.cloud.local.lambda.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Fills the SDK's requests from boto3's parameters, as strict about names and types as boto3. */
final class ParameterReader {

  /** boto3's report of parameters that do not fit. */
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit(String report) {
      super(report);
    }
  }

  private ParameterReader() {}

  static void fill(JsonNode given, SdkPojo builder, String where) {
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    builder.sdkFields().forEach(field -> fields.put(field.memberName(), field));
    for (SdkField<?> field : fields.values()) {
      if (field.containsTrait(RequiredTrait.class) && !given.has(field.memberName())) {
        throw new Misfit(
            "Missing required parameter in " + name(where) + ": \"" + field.memberName() + "\"");
      }
    }
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      SdkField<?> field = fields.get(member.getKey());
      if (field == null) {
        throw new Misfit(
            "Unknown parameter in "
                + name(where)
                + ": \""
                + member.getKey()
                + "\", must be one of: "
                + String.join(", ", fields.keySet()));
      }
      String path = where.isEmpty() ? member.getKey() : where + "." + member.getKey();
      field.set(builder, value(member.getValue(), field, path));
    }
  }

  private static Object value(JsonNode node, SdkField<?> field, String where) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      require(node.isObject(), node, where, "<class 'dict'>");
      SdkPojo nested = field.constructor().get();
      fill(node, nested, where);
      return ((SdkBuilder<?, ?>) nested).build();
    }
    if (type == MarshallingType.LIST) {
      require(node.isArray(), node, where, "<class 'list'>, <class 'tuple'>");
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        list.add(value(node.get(i), element, where + "[" + i + "]"));
      }
      return list;
    }
    if (type == MarshallingType.MAP) {
      require(node.isObject(), node, where, "<class 'dict'>");
      SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry ->
                  map.put(
                      entry.getKey(),
                      value(entry.getValue(), element, where + "." + entry.getKey())));
      return map;
    }
    return scalar(node, type, where);
  }

  private static Object scalar(JsonNode node, MarshallingType<?> type, String where) {
    if (type == MarshallingType.BOOLEAN) {
      require(node.isBoolean(), node, where, "<class 'bool'>");
      return node.booleanValue();
    }
    if (type == MarshallingType.INTEGER || type == MarshallingType.LONG) {
      require(node.isIntegralNumber(), node, where, "<class 'int'>");
      return type == MarshallingType.INTEGER ? (Object) node.intValue() : node.longValue();
    }
    if (type == MarshallingType.DOUBLE || type == MarshallingType.FLOAT) {
      require(
          node.isNumber() || isDecimal(node),
          node,
          where,
          "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>");
      return type == MarshallingType.DOUBLE ? (Object) node.asDouble() : (float) node.asDouble();
    }
    if (type == MarshallingType.INSTANT) {
      return instant(node, where);
    }
    if (type == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromByteArray(
          bytes(node)
              .orElseThrow(() -> wrongType(node, where, "<class 'bytes'>, <class 'bytearray'>")));
    }
    require(node.isTextual(), node, where, "<class 'str'>");
    return node.textValue();
  }

  /** Bytes, or text to be sent as UTF-8. */
  static Optional<byte[]> bytes(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue().getBytes(StandardCharsets.UTF_8));
    }
    JsonNode marked = node.path("$bytes");
    return marked.isTextual()
        ? Optional.of(Base64.getDecoder().decode(marked.textValue()))
        : Optional.empty();
  }

  private static Instant instant(JsonNode node, String where) {
    try {
      return node.isNumber()
          ? Instant.ofEpochMilli(Math.round(node.asDouble() * 1000))
          : Instant.parse(node.isTextual() ? node.asText() : node.path("$time").asText());
    } catch (DateTimeParseException e) {
      throw wrongType(node, where, "<class 'datetime.datetime'>, timestamp-string");
    }
  }

  private static boolean isDecimal(JsonNode node) {
    return node.isTextual() && node.textValue().matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }

  private static void require(boolean fits, JsonNode node, String where, String wanted) {
    if (!fits) {
      throw wrongType(node, where, wanted);
    }
  }

  private static Misfit wrongType(JsonNode node, String where, String wanted) {
    String type =
        switch (node.getNodeType()) {
          case STRING -> "str";
          case BOOLEAN -> "bool";
          case NUMBER -> node.isIntegralNumber() ? "int" : "float";
          case ARRAY -> "list";
          case NULL, MISSING -> "NoneType";
          default -> node.has("$bytes") ? "bytes" : "dict";
        };
    return new Misfit(
        "Invalid type for parameter "
            + where
            + ", value: "
            + shown(node)
            + ", type: <class '"
            + type
            + "'>, valid types: "
            + wanted);
  }

  private static String shown(JsonNode node) {
    return node.isNull()
        ? "None"
        : node.asText().isEmpty()
            ? node.toString()
            : node.asText().lines().collect(Collectors.joining(" "));
  }

  private static String name(String where) {
    return where.isEmpty() ? "input" : where;
  }
}

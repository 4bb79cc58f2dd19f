package io.biomerkin.cloud.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntrinsicsProperties {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Provide
  Arbitrary<List<String>> parts() {
    return Arbitraries.strings()
        .withChars("ab $!-.\\é")
        .ofMaxLength(5)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property
  void sub_equals_join_of_the_same_parts(@ForAll("parts") List<String> parts) {
    Map<String, String> names =
        IntStream.range(0, parts.size())
            .boxed()
            .collect(Collectors.toMap(i -> "P" + i, parts::get));
    String text =
        IntStream.range(0, parts.size())
            .mapToObj(i -> "${P" + i + "}")
            .collect(Collectors.joining("/"));
    ArrayNode references = NODES.arrayNode();
    IntStream.range(0, parts.size()).forEach(i -> references.add(call("Ref", text("P" + i))));

    JsonNode joined = Scopes.value(call("Fn::Join", list(text("/"), references)), names);

    assertThat(Scopes.value(call("Fn::Sub", text(text)), names)).isEqualTo(joined);
  }

  @Property
  void select_of_split_takes_back_what_join_put_together(@ForAll("parts") List<String> parts) {
    ArrayNode texts = NODES.arrayNode();
    parts.forEach(texts::add);
    JsonNode joined = call("Fn::Join", list(text("|"), texts));
    JsonNode split = call("Fn::Split", list(text("|"), joined));

    assertThat(Scopes.value(split, Map.of())).isEqualTo(texts);
    for (int i = 0; i < parts.size(); i++) {
      JsonNode selected = call("Fn::Select", list(NODES.numberNode(i), split));
      assertThat(Scopes.value(selected, Map.of()).asText()).isEqualTo(parts.get(i));
    }
  }

  @Property
  void sub_leaves_a_text_without_variables_as_it_is(@ForAll String text) {
    if (!text.contains("${")) {
      assertThat(Scopes.value(call("Fn::Sub", text(text)), Map.of()).asText()).isEqualTo(text);
    }
  }

  @Property
  void what_holds_no_function_is_its_own_value(@ForAll("parts") List<String> parts) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < parts.size(); i++) {
      object.set("k" + i, list(text(parts.get(i)), NODES.numberNode(i)));
    }

    assertThat(Scopes.value(object, Map.of())).isEqualTo(object);
  }

  private static JsonNode call(String function, JsonNode argument) {
    return NODES.objectNode().set(function, argument);
  }

  private static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  private static ArrayNode list(JsonNode... nodes) {
    ArrayNode list = NODES.arrayNode();
    for (JsonNode node : nodes) {
      list.add(node);
    }
    return list;
  }
}

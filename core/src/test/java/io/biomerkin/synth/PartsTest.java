package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PartsTest {

  private static final int ROOM = Quotas.AWS.part();

  /** A stack with one resource of its own, which needs all that is nested in it, by version. */
  private static Template template(String release, Map<String, Integer> nested) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.putObject("Outputs").putObject("ReleaseId").put("Value", release);
    template.withObject("/Outputs").putObject("InputDigest").put("Value", release);
    template.withObject("/Outputs").putObject(Split.MARK).put("Value", "64");
    ObjectNode resources = template.putObject("Resources");
    ObjectNode own = resources.putObject("Own" + release).put("Type", "AWS::SNS::Topic");
    nested.keySet().forEach(own.putArray("DependsOn")::add);
    nested.forEach(
        (id, version) ->
            resources
                .putObject(id)
                .put("Type", Split.STACK)
                .putObject("Properties")
                .put("TemplateURL", "/" + version));
    return Template.of(template);
  }

  /** What a step of the way changes: the nested stacks that differ. */
  private static Set<String> changed(Template before, Template after) {
    JsonNode one = before.json().path("Resources");
    JsonNode other = after.json().path("Resources");
    Set<String> changed = new TreeSet<>();
    for (JsonNode resources : List.of(one, other)) {
      resources
          .fieldNames()
          .forEachRemaining(
              id -> {
                if (id.startsWith("Agents") && !one.path(id).equals(other.path(id))) {
                  changed.add(id);
                }
              });
    }
    return changed;
  }

  @Property(tries = 200)
  void each_part_is_small_enough_and_the_last_is_the_target(
      @ForAll("nested") Map<String, Integer> old,
      @ForAll("nested") Map<String, Integer> wanted,
      @ForAll("sizes") List<Integer> sizes) {
    Template before = template("A", old);
    Template target = template("B", wanted);
    Map<String, Integer> changes = new TreeMap<>();
    for (String id : changed(before, target)) {
      changes.put(id, sizes.get(changes.size() % sizes.size()));
    }

    List<Template> way = Parts.of(Optional.of(before), target, changes, Quotas.AWS);

    assertThat(way).last().isEqualTo(target);
    Template at = before;
    Set<String> seen = new TreeSet<>();
    for (Template part : way) {
      Set<String> step = changed(at, part);
      assertThat(step.stream().mapToInt(changes::get).sum()).isLessThanOrEqualTo(ROOM);
      assertThat(Collections.disjoint(seen, step)).isTrue();
      seen.addAll(step);
      JsonNode resources = part.json().path("Resources");
      for (JsonNode resource : resources) {
        resource.path("DependsOn").forEach(id -> assertThat(resources.has(id.asText())).isTrue());
      }
      at = part;
    }
  }

  @Example
  void on_the_way_the_stack_tells_the_release_before_but_not_what_it_was_made_from() {
    Template before = template("A", Map.of("Agents00", 1, "Agents01", 1));
    Template target = template("B", Map.of("Agents00", 2, "Agents01", 2));

    List<Template> way =
        Parts.of(
            Optional.of(before), target, Map.of("Agents00", 1500, "Agents01", 1500), Quotas.AWS);

    assertThat(way).hasSize(2);
    assertThat(way.get(0).json().path("Outputs").toString())
        .isEqualTo("{\"NestedStacks\":{\"Value\":\"on the way\"},\"ReleaseId\":{\"Value\":\"A\"}}");
    assertThat(way.get(0).json().path("Resources").fieldNames())
        .toIterable()
        .containsExactly("Agents00", "Agents01", "OwnA", "OwnB");
  }

  @Example
  void a_new_stack_begins_with_its_own_and_has_no_release_before_the_end() {
    Template target = template("B", Map.of("Agents00", 2, "Agents01", 2));

    List<Template> way =
        Parts.of(Optional.empty(), target, Map.of("Agents00", 1500, "Agents01", 1500), Quotas.AWS);

    assertThat(way.get(0).isRelease()).isFalse();
    assertThat(way.get(0).json().path("Resources").fieldNames())
        .toIterable()
        .containsExactly("Agents00", "OwnB");
    assertThat(way.get(0).json().at("/Resources/OwnB/DependsOn").toString())
        .isEqualTo("[\"Agents00\"]");
  }

  @Example
  void without_what_is_nested_the_rest_needs_nothing_of_it() {
    Template rest = Parts.withoutNested(template("A", Map.of("Agents00", 1)));

    assertThat(rest.json().path("Resources").toString())
        .isEqualTo("{\"OwnA\":{\"DependsOn\":[],\"Type\":\"AWS::SNS::Topic\"}}");
  }

  @Provide
  Arbitrary<Map<String, Integer>> nested() {
    Arbitrary<String> id = Arbitraries.integers().between(10, 40).map(number -> "Agents" + number);
    return Arbitraries.maps(id, Arbitraries.integers().between(1, 2)).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 500).list().ofMinSize(1).ofMaxSize(20);
  }
}

package io.biomerkin.cloud.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DependencyGraphProperties {

  /** Nodes that need only nodes before them: no circles. */
  @Provide
  Arbitrary<Map<String, Set<String>>> acyclic() {
    return Combinators.combine(Arbitraries.integers().between(1, 25), Arbitraries.randoms())
        .as(
            (size, random) -> {
              Map<String, Set<String>> needs = new LinkedHashMap<>();
              for (int i = 0; i < size; i++) {
                Set<String> all = new LinkedHashSet<>();
                for (int j = 0; j < i; j++) {
                  if (random.nextInt(4) == 0) {
                    all.add("n" + j);
                  }
                }
                needs.put("n" + i, all);
              }
              return needs;
            });
  }

  @Property
  void the_order_puts_every_node_once_and_after_all_that_it_needs(
      @ForAll("acyclic") Map<String, Set<String>> needs) {
    DependencyGraph graph = new DependencyGraph(needs);

    List<String> order = graph.order();

    assertThat(order).containsExactlyInAnyOrderElementsOf(needs.keySet());
    Set<String> seen = new HashSet<>();
    for (String node : order) {
      assertThat(seen).containsAll(needs.get(node));
      seen.add(node);
    }
    assertThat(graph.circle()).isEmpty();
  }

  @Property
  void a_layer_holds_nodes_that_do_not_need_one_another(
      @ForAll("acyclic") Map<String, Set<String>> needs) {
    DependencyGraph graph = new DependencyGraph(needs);
    Set<String> done = new HashSet<>();
    for (List<String> layer = graph.ready(done); !layer.isEmpty(); layer = graph.ready(done)) {
      for (String node : layer) {
        assertThat(graph.needs(node)).doesNotContainAnyElementsOf(layer);
      }
      done.addAll(layer);
    }
    assertThat(done).isEqualTo(needs.keySet());
  }

  @Property
  void a_circle_is_found_and_named_without_what_only_waits_for_it(
      @ForAll("acyclic") Map<String, Set<String>> needs) {
    needs.put("x", Set.of("y"));
    needs.put("y", Set.of("z"));
    needs.put("z", Set.of("x", "n0"));
    needs.put("waiting", Set.of("x"));

    assertThat(new DependencyGraph(needs).circle()).containsExactlyInAnyOrder("x", "y", "z");
  }
}

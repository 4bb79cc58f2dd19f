package io.biomerkin.cloud.local.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resource needs which; what is known of none of them is no edge. */
final class DependencyGraph {

  private final Map<String, Set<String>> needs;

  /**
   * A graph.
   *
   * @param needs by node, in the order that ties are broken by
   */
  DependencyGraph(Map<String, Set<String>> needs) {
    this.needs = new LinkedHashMap<>();
    needs.forEach(
        (node, all) -> {
          Set<String> known = new LinkedHashSet<>(all);
          known.retainAll(needs.keySet());
          this.needs.put(node, known);
        });
  }

  /** The graph of some of a template's resources. */
  static DependencyGraph of(Template template, Set<String> resources) {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    for (String id : resources) {
      needs.put(id, needs(template.resource(id)));
    }
    return new DependencyGraph(needs);
  }

  /** What a resource refers to and depends on by name. */
  static Set<String> needs(Template.Resource resource) {
    Set<String> needs = new LinkedHashSet<>(resource.dependsOn());
    Reference.in(resource.properties()).forEach(reference -> needs.add(reference.target()));
    return needs;
  }

  /** What each node needs. */
  Set<String> needs(String node) {
    return needs.getOrDefault(node, Set.of());
  }

  /** The nodes not yet done that need nothing but what is done. */
  List<String> ready(Set<String> done) {
    return needs.keySet().stream()
        .filter(node -> !done.contains(node) && done.containsAll(needs.get(node)))
        .toList();
  }

  /** Every node after all that it needs; without the nodes on and behind a circle. */
  List<String> order() {
    Set<String> done = new LinkedHashSet<>();
    for (List<String> layer = ready(done); !layer.isEmpty(); layer = ready(done)) {
      done.addAll(layer);
    }
    return List.copyOf(done);
  }

  /** The nodes that need one another in circles; empty when there is none. */
  List<String> circle() {
    Set<String> left = new LinkedHashSet<>(needs.keySet());
    order().forEach(left::remove);
    // What only waits for a circle is not on it.
    boolean shrunk = true;
    while (shrunk) {
      List<String> ends =
          left.stream()
              .filter(node -> left.stream().noneMatch(other -> needs(other).contains(node)))
              .toList();
      ends.forEach(left::remove);
      shrunk = !ends.isEmpty();
    }
    return new ArrayList<>(left);
  }
}

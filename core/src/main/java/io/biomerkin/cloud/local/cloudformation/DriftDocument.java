package io.biomerkin.cloud.local.cloudformation;

import java.time.Instant;
import java.util.List;

/**
 * What the last search for drift found in a stack, as it is kept.
 *
 * @param id of the search
 * @param stack the stack's ARN
 * @param at when
 * @param resources each resource that was looked at
 */
record DriftDocument(String id, String stack, Instant at, List<Item> resources) {

  DriftDocument {
    resources = List.copyOf(resources);
  }

  /** One resource; the properties and values are JSON, or text. */
  record Item(
      String logicalId,
      String physicalId,
      String type,
      String status,
      String expected,
      String actual,
      List<Difference> differences) {

    Item {
      differences = List.copyOf(differences);
    }
  }

  /** One property; {@code kind} is {@code NOT_EQUAL} or {@code REMOVE}. */
  record Difference(String path, String expected, String actual, String kind) {}

  long drifted() {
    return resources.stream().filter(item -> !item.status().equals("IN_SYNC")).count();
  }

  String status() {
    return drifted() == 0 ? "IN_SYNC" : "DRIFTED";
  }
}

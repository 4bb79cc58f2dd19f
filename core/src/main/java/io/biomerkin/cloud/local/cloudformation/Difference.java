package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.cloudformation.Operation.Action;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between a resource and what it is to become.
 *
 * @param properties the properties that differ
 * @param tags whether the stack's tags differ and the type takes them
 * @param metadata whether its metadata differ
 */
record Difference(Set<String> properties, boolean tags, boolean metadata) {

  static Difference of(ResourceSchema schema, Member before, Member after) {
    Set<String> differing = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    before.properties().fieldNames().forEachRemaining(all::add);
    after.properties().fieldNames().forEachRemaining(all::add);
    for (String name : all) {
      if (!before.properties().path(name).equals(after.properties().path(name))) {
        differing.add(name);
      }
    }
    return new Difference(
        differing,
        schema.knows("Tags") && !before.tags().equals(after.tags()),
        !before.metadata().equals(after.metadata()));
  }

  boolean isEmpty() {
    return properties.isEmpty() && !tags && !metadata;
  }

  Action action(ResourceSchema schema) {
    if (isEmpty()) {
      return Action.NONE;
    }
    return properties.stream().anyMatch(schema.replacing()::contains)
        ? Action.REPLACE
        : Action.UPDATE;
  }

  /**
   * Whether a replacement would need the very name that the resource has: its physical id ends in
   * the value of its unchanged name property, and nothing that the name is unique within changes.
   */
  boolean clashes(ResourceSchema schema, Member before) {
    String kind = schema.type().substring(schema.type().lastIndexOf(':') + 1);
    return schema.replacing().stream()
            .filter(name -> name.equals("Name") || name.equals(kind + "Name"))
            .filter(name -> !properties.contains(name))
            .anyMatch(name -> names(before, before.properties().path(name)))
        && properties.stream()
            .filter(schema.replacing()::contains)
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*(id|arn|name)"));
  }

  private static boolean names(Member member, JsonNode value) {
    String id = member.physicalId();
    String name = value.asText();
    return !name.isEmpty()
        && (id.equals(name) || id.endsWith("/" + name) || id.endsWith(":" + name));
  }
}

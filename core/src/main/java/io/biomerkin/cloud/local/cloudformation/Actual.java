package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.sdk.Agreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the resources of a stack really are, whoever changed them. */
final class Actual {

  private static final String DYNAMIC = "{{resolve:";

  private final ResourceCalls calls;

  Actual(ResourceCalls calls) {
    this.calls = calls;
  }

  /** The resources as the stack recorded them. */
  static Map<String, Member> recorded(LiveStack stack) {
    Map<String, Member> recorded = new LinkedHashMap<>(stack.resources());
    recorded.values().removeIf(member -> !member.exists());
    return recorded;
  }

  /**
   * The resources as they are: without those that are gone, and with what differs of the others.
   */
  Map<String, Member> resources(LiveStack stack) {
    Map<String, Member> actual = new LinkedHashMap<>();
    recorded(stack)
        .forEach((id, member) -> find(stack, member).ifPresent(real -> actual.put(id, real)));
    return actual;
  }

  private Optional<Member> find(LiveStack stack, Member member) {
    return calls
        .read(stack, member)
        .map(
            live -> {
              ObjectNode properties = member.properties().deepCopy();
              for (String name : differing(member, live)) {
                if (live.has().has(name)) {
                  properties.set(name, live.has().get(name));
                } else {
                  properties.remove(name);
                }
              }
              return properties.equals(member.properties())
                  ? member
                  : member.withProperties(properties);
            });
  }

  /**
   * How a resource differs.
   *
   * @param path of the property, as a JSON pointer
   * @param expected what the template says; the value as JSON, or its text
   * @param actual what it is; missing where it is not there
   */
  record Difference(String path, JsonNode expected, JsonNode actual) {}

  /** How a resource differs from what the stack recorded of it; empty when it is gone. */
  Optional<List<Difference>> differences(LiveStack stack, Member member) {
    return calls
        .read(stack, member)
        .map(
            live -> {
              List<Difference> differences = new ArrayList<>();
              for (String name : differing(member, live)) {
                compare("/" + name, live.asked().path(name), live.has().path(name), differences);
              }
              return differences;
            });
  }

  /** What refers to a secret is never compared: nobody is to see it. */
  private static List<String> differing(Member member, ResourceCalls.Live live) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> asked : live.asked().properties()) {
      String name = asked.getKey();
      if (!member.properties().path(name).toString().contains(DYNAMIC)
          && !Agreement.of(asked.getValue(), live.has().path(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private static void compare(
      String path, JsonNode asked, JsonNode has, List<Difference> differences) {
    if (asked.isObject() && has.isObject()) {
      for (Map.Entry<String, JsonNode> member : asked.properties()) {
        compare(
            path + "/" + member.getKey(),
            member.getValue(),
            has.path(member.getKey()),
            differences);
      }
    } else if (!Agreement.of(asked, has)) {
      differences.add(new Difference(path, asked, has));
    }
  }
}

package io.biomerkin.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * What updates may not do to a stack (AWS: "Prevent updates to stack resources"): replace or delete
 * what holds data, whoever updates it.
 */
final class StackPolicy {

  private StackPolicy() {}

  /**
   * The policy as JSON.
   *
   * @param except resources that it does not guard, by their names in the template
   */
  static String guardingData(Set<String> except) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    ArrayNode statements = policy.putArray("Statement");
    statement(statements, "Allow").put("Action", "Update:*").put("Resource", "*");
    ObjectNode guard = statement(statements, "Deny");
    guard.putArray("Action").add("Update:Replace").add("Update:Delete");
    if (except.isEmpty()) {
      guard.put("Resource", "*");
    } else {
      ArrayNode free = guard.putArray("NotResource");
      new TreeSet<>(except).forEach(id -> free.add("LogicalResourceId/" + id));
    }
    ArrayNode types =
        guard.putObject("Condition").putObject("StringEquals").putArray("ResourceType");
    new TreeSet<>(ResourceChange.dataTypes()).forEach(types::add);
    return policy.toString();
  }

  /** The policy that a stack without one has. */
  static String allowingAll() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    statement(policy.putArray("Statement"), "Allow").put("Action", "Update:*").put("Resource", "*");
    return policy.toString();
  }

  private static ObjectNode statement(ArrayNode statements, String effect) {
    return statements.addObject().put("Effect", effect).put("Principal", "*");
  }
}

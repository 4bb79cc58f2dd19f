package io.biomerkin.cloud.local.cloudformation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One change of a change set, in the words of the API; an empty text is an absent member. */
record ChangeDocument(
    String action,
    String logicalId,
    String physicalId,
    String type,
    String replacement,
    String policyAction,
    List<String> scope,
    List<Detail> details,
    String before,
    String after,
    String drift,
    Optional<String> changeSet) {

  ChangeDocument {
    // Change sets that were made before drift was known have none.
    drift = Objects.requireNonNullElse(drift, "");
    scope = List.copyOf(scope);
    details = List.copyOf(details);
  }

  /** The same of a resource that was compared with what it really is. */
  ChangeDocument drifted(String status) {
    return new ChangeDocument(
        action,
        logicalId,
        physicalId,
        type,
        replacement,
        policyAction,
        scope,
        details,
        before,
        after,
        status,
        changeSet);
  }

  /** The same of a nested stack, with the ARN of the stack and of its own change set. */
  ChangeDocument nesting(String stack, String set) {
    return new ChangeDocument(
        action,
        logicalId,
        stack,
        type,
        replacement,
        policyAction,
        scope,
        details,
        before,
        after,
        drift,
        Optional.of(set));
  }

  /** Why and where a resource changes. */
  record Detail(
      String attribute,
      String name,
      String recreation,
      String before,
      String after,
      String changeType,
      String evaluation,
      String source,
      String cause) {}
}

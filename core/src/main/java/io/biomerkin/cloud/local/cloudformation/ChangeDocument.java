package io.biomerkin.cloud.local.cloudformation;

import java.util.List;

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
    String after) {

  ChangeDocument {
    scope = List.copyOf(scope);
    details = List.copyOf(details);
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

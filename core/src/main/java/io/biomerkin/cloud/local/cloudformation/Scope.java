package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;

/** What the names in an expression stand for. */
interface Scope {

  /** Stands for a value that only the execution of a change set can know. */
  String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

  /**
   * The value of a parameter, a pseudo parameter or a resource's physical id; a missing node for
   * {@code AWS::NoValue}.
   */
  JsonNode ref(String name);

  /** A resource's attribute. */
  String attribute(Reference reference);

  /** The mapping of that name. */
  JsonNode mapping(String name);

  /** Whether the condition of that name holds. */
  boolean condition(String name);

  /** The value that another stack exports. */
  String imported(String export);
}

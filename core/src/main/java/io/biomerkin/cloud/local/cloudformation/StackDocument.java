package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stack as it is kept.
 *
 * @param id the last part of its ARN
 * @param arn its ARN
 * @param name its name; several stacks may have had it, at most one is not deleted
 * @param created when it was created
 * @param phase its status
 * @param terminationProtected whether it refuses to be deleted
 * @param config what it was last told to be
 * @param resources its resources by logical id
 * @param outputs its outputs
 * @param imports the exports of other stacks that it uses
 * @param operation what is going on, or what failed and can be gone on with
 * @param operations how many operations there were
 * @param events how many events there were
 * @param changeSet the ARN of the change set last executed, or empty
 * @param token the client's token of the request that began the last operation
 * @param parent the ARN of the stack that it is nested in
 */
record StackDocument(
    String id,
    String arn,
    String name,
    Instant created,
    Phase phase,
    boolean terminationProtected,
    Config config,
    Map<String, Member> resources,
    List<OutputValue> outputs,
    Set<String> imports,
    Optional<Operation> operation,
    int operations,
    int events,
    String changeSet,
    Optional<String> token,
    Optional<String> parent) {

  StackDocument {
    resources = ordered(resources);
    outputs = List.copyOf(outputs);
    imports = Collections.unmodifiableSet(new TreeSet<>(imports));
  }

  /** Where the stack stands. */
  record Phase(
      String status, String reason, Optional<Instant> updated, Optional<Instant> deleted) {}

  /**
   * What a stack is told to be.
   *
   * @param template the digest of its template
   * @param role the role it was given, or nothing
   */
  record Config(
      String template,
      Map<String, String> parameters,
      Map<String, String> tags,
      List<String> capabilities,
      List<String> notifications,
      Optional<String> role) {

    Config {
      parameters = ordered(parameters);
      tags = ordered(tags);
      capabilities = List.copyOf(capabilities);
      notifications = List.copyOf(notifications);
    }

    static Config none() {
      return new Config("", Map.of(), Map.of(), List.of(), List.of(), Optional.empty());
    }
  }

  /**
   * A resource of a stack.
   *
   * @param needs the logical ids it needed in the template it is from
   */
  record Member(
      String logicalId,
      String type,
      String physicalId,
      Map<String, String> attributes,
      ObjectNode properties,
      Map<String, String> tags,
      ObjectNode metadata,
      Set<String> needs,
      String deletionPolicy,
      String updateReplacePolicy,
      int generation,
      String status,
      String reason,
      Instant updated) {

    Member {
      attributes = ordered(attributes);
      tags = ordered(tags);
      needs = Collections.unmodifiableSet(new TreeSet<>(needs));
    }

    boolean exists() {
      return !physicalId.isEmpty() && !isGone();
    }

    boolean isGone() {
      return status.equals("DELETE_COMPLETE") || status.equals("DELETE_SKIPPED");
    }

    Member standing(String newStatus, String newReason, Instant when) {
      return new Member(
          logicalId,
          type,
          physicalId,
          attributes,
          properties,
          tags,
          metadata,
          needs,
          deletionPolicy,
          updateReplacePolicy,
          generation,
          newStatus,
          newReason,
          when);
    }

    /** The same where it takes the place of another without replacing it. */
    Member succeeding(Member before) {
      return new Member(
          logicalId,
          type,
          before.physicalId,
          before.attributes,
          properties,
          tags,
          metadata,
          needs,
          deletionPolicy,
          updateReplacePolicy,
          before.generation,
          before.status,
          before.reason,
          before.updated);
    }

    Member withProperties(ObjectNode newProperties) {
      return new Member(
          logicalId,
          type,
          physicalId,
          attributes,
          newProperties,
          tags,
          metadata,
          needs,
          deletionPolicy,
          updateReplacePolicy,
          generation,
          status,
          reason,
          updated);
    }

    Member being(String id, Map<String, String> newAttributes) {
      return new Member(
          logicalId,
          type,
          id,
          newAttributes,
          properties,
          tags,
          metadata,
          needs,
          deletionPolicy,
          updateReplacePolicy,
          generation,
          status,
          reason,
          updated);
    }
  }

  /** An output with its value; {@code export} is empty where there is none. */
  record OutputValue(String key, String value, String description, String export) {}

  static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}

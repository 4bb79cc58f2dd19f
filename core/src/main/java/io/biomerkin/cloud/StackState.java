package io.biomerkin.cloud;

import io.biomerkin.cloud.StackStatus.Care;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one look at a stack tells.
 *
 * @param id its ARN
 * @param status CloudFormation's, e.g. {@code UPDATE_COMPLETE}
 * @param outputs its outputs
 * @param terminationProtected whether CloudFormation refuses to delete it
 */
public record StackState(
    String id, String status, Map<String, String> outputs, boolean terminationProtected) {

  /** The output that names the release that the stack runs. */
  public static final String RELEASE = "ReleaseId";

  /** The output that names the digest of everything the release was made from. */
  public static final String INPUT = "InputDigest";

  /** The output that names the earlier release that a rollback restores. */
  public static final String RESTORES = "Restores";

  /** The output that tells that code may have gone past the stack. */
  public static final String EXPRESS = "Express";

  /** The output that tells that its agents live in stacks nested in it. */
  public static final String NESTED = "NestedStacks";

  /** What stands for the status where there is no stack. */
  public static final String NOT_DEPLOYED = "not deployed";

  /** The outputs that are for us, not for the users of the system. */
  public static final Set<String> OWN = Set.of(RELEASE, INPUT, RESTORES, EXPRESS, NESTED);

  /** Copies its map, sorted. */
  public StackState {
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /** The status of a stack that may not be there. */
  public static String status(Optional<StackState> stack) {
    return stack.map(StackState::status).orElse(NOT_DEPLOYED);
  }

  /** What is done about its status. */
  public Care care() {
    return StackStatus.of(status)
        .map(StackStatus::care)
        .orElse(status.endsWith("_IN_PROGRESS") ? Care.WAIT : Care.ASK);
  }

  /** Its status and what that means. */
  public String describe() {
    return status + StackStatus.of(status).map(known -> ": " + known.meaning()).orElse("");
  }

  /** Whether CloudFormation works on it. */
  public boolean isBusy() {
    return care() == Care.WAIT;
  }

  /** Whether it is only a name that a first change set reserved: nothing of it exists. */
  public boolean isReserved() {
    return care() == Care.REUSE;
  }

  /** Whether its creation failed and all of it was removed: it can only be deleted. */
  public boolean isStillborn() {
    return care() == Care.RECREATE;
  }

  /** Whether it is gone; only its ARN still finds it. */
  public boolean isDeleted() {
    return status.equals(StackStatus.DELETE_COMPLETE.name());
  }

  /** Whether it is whole, so that an update may start. */
  public boolean isSettled() {
    return care() == Care.NONE;
  }

  /** The last operation ended as it was meant to, not by going back. */
  public boolean isSuccess() {
    return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
  }

  /** The account that it lives in, from its ARN. */
  public String account() {
    return id.split(":", 6)[4];
  }

  /** The release that it runs. */
  public Optional<String> release() {
    return Optional.ofNullable(outputs.get(RELEASE));
  }

  /** The earlier release that it restores, after a rollback. */
  public Optional<String> restores() {
    return Optional.ofNullable(outputs.get(RESTORES));
  }

  /** Whether code may have gone past it. */
  public boolean isExpress() {
    return outputs.containsKey(EXPRESS);
  }

  /** Whether its agents live in stacks nested in it. */
  public boolean isSplit() {
    return outputs.containsKey(NESTED);
  }

  /** The digest of what the release was made from. */
  public Optional<String> input() {
    return Optional.ofNullable(outputs.get(INPUT));
  }
}

package io.biomerkin.cloud;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a resource of a stack, or to the stack.
 *
 * @param id CloudFormation's id of the event
 * @param logicalId the resource's name in the template; the stack's name for the stack itself
 * @param type the resource type
 * @param status e.g. {@code CREATE_FAILED}
 * @param reason why; empty when CloudFormation does not say
 * @param physicalId what the resource is called in the account; empty when it does not exist yet
 * @param ofStack whether it tells of the stack itself
 * @param at when it happened
 */
public record StackEvent(
    String id,
    String logicalId,
    String type,
    String status,
    String reason,
    String physicalId,
    boolean ofStack,
    Instant at) {

  /** Whether it tells of a failure that is not only the echo of another. */
  public boolean isRootFailure() {
    return status.endsWith("_FAILED") && !ofStack && !isEcho();
  }

  /** Whether a resource failed only because another did: CloudFormation has cancelled it. */
  public boolean isEcho() {
    return status.endsWith("_FAILED") && reason.toLowerCase(Locale.ROOT).contains("cancelled");
  }

  /** Whether it tells of a stack that is nested in the one it comes from. */
  public boolean isNested() {
    return type.equals(ResourceChange.STACK) && !ofStack;
  }

  /** Whether the resource, or the stack, has come to rest. */
  public boolean isEnd() {
    return !status.endsWith("_IN_PROGRESS");
  }
}

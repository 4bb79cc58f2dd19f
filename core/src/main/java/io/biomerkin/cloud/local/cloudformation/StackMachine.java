package io.biomerkin.cloud.local.cloudformation;

import java.util.function.Supplier;

/**
 * Takes stacks on. A stack goes on only when it is looked at, by one layer of its resources, and
 * writes down what it is about to do before it does it: whoever looks next goes on from there.
 */
final class StackMachine {

  private final Forward forward;
  private final UpdateRollback rollback;
  private final Deletions deletions;

  StackMachine(
      Stacks stacks,
      ResourceTypes types,
      ResourceCalls calls,
      StackPolicies policies,
      Supplier<NestedStacks> nested) {
    this.forward = new Forward(stacks, types, calls, policies, nested);
    this.rollback = new UpdateRollback(calls, nested);
    this.deletions = new Deletions(stacks, calls, nested);
  }

  /** Takes the stack on by one layer, if anything is going on. */
  void advance(LiveStack stack) {
    go(stack);
    if (Deletions.hasOnlyWhatStays(stack) && !stack.isNested()) {
      go(stack);
    }
  }

  private void go(LiveStack stack) {
    switch (stack.status()) {
      case "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS" -> forward.advance(stack);
      case "UPDATE_ROLLBACK_IN_PROGRESS" -> rollback.advance(stack);
      case "ROLLBACK_IN_PROGRESS",
          "DELETE_IN_PROGRESS",
          "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" ->
          deletions.advance(stack);
      default -> {}
    }
  }

  /** Finishes the layer that a process died in, so that what it made is known. */
  void settle(LiveStack stack) {
    boolean attempted =
        stack.isInProgress()
            && stack.hasOperation()
            && stack.operation().steps().values().stream()
                .anyMatch(step -> step.progress() == Operation.Progress.ATTEMPTED);
    if (attempted) {
      advance(stack);
    }
  }
}

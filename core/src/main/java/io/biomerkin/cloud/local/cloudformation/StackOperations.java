package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.Operation.Garbage;
import io.biomerkin.cloud.local.cloudformation.Operation.Progress;
import io.biomerkin.cloud.local.cloudformation.Operation.Step;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Begins operations on stacks; {@link StackMachine} takes them on. */
final class StackOperations {

  private static final Set<String> UPDATABLE =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE");
  private static final Set<String> BUSY_BUT_DELETABLE =
      Set.of("CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS");

  private final Stacks stacks;
  private final Supplier<NestedStacks> nested;
  private final StackMachine machine;
  private final Actual actual;

  StackOperations(
      LocalAccount account, ResourceTypes types, Stacks stacks, Supplier<NestedStacks> nested) {
    this.stacks = stacks;
    this.nested = nested;
    ResourceCalls calls = new ResourceCalls(account, types);
    this.machine = new StackMachine(stacks, types, calls, new StackPolicies(account), nested);
    this.actual = new Actual(calls);
  }

  /** Takes a stack on by one layer, as every look at it does. */
  void observe(LiveStack stack) {
    machine.advance(stack);
  }

  /** Begins the creation of a stack that is new or in review. */
  void create(LiveStack stack, Config config, String onFailure, String token) {
    stack.begin(config, Operation.of(token, onFailure, stack.config(), Map.of()));
    stack.enter("CREATE_IN_PROGRESS", "User Initiated");
  }

  /**
   * Begins an update.
   *
   * @param revertsDrift whether it starts from what the resources really are, and a rollback
   *     returns to that
   */
  void update(
      LiveStack stack, Config config, String onFailure, String token, boolean revertsDrift) {
    checkUpdatable(stack);
    Map<String, Member> before = revertsDrift ? actual.resources(stack) : Actual.recorded(stack);
    stack.begin(config, Operation.of(token, onFailure, stack.config(), before));
    stack.enter("UPDATE_IN_PROGRESS", "User Initiated");
  }

  /** Refuses a stack that cannot be updated now. */
  static void checkUpdatable(LiveStack stack) {
    if (!UPDATABLE.contains(stack.status())) {
      throw Errors.validation(
          "Stack:" + stack.arn() + " is in " + stack.status() + " state and can not be updated.");
    }
  }

  /** Begins the deletion of a stack. */
  void delete(LiveStack stack, List<String> retained, String token) {
    if (stack.isTerminationProtected()) {
      throw Errors.validation(
          "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
    }
    if (stack.status().equals("DELETE_IN_PROGRESS") || stack.status().equals("DELETE_COMPLETE")) {
      return;
    }
    checkRetained(stack, retained);
    NestedStacks.requireSize(nested.get().sizeInside(stack));
    machine.settle(stack);
    if (stack.isInProgress() && !BUSY_BUT_DELETABLE.contains(stack.status())) {
      throw Errors.validation(
          "Stack [" + stack.name() + "] cannot be deleted while in status " + stack.status());
    }
    List<Garbage> garbage = everything(stack, Set.copyOf(retained));
    Operation operation = Operation.of(token, "DO_NOTHING", stack.config(), Map.of());
    stack.begin(stack.config(), operation.withGarbage(garbage));
    stack.enter("DELETE_IN_PROGRESS", "User Initiated");
    if (garbage.isEmpty() && stack.resources().isEmpty()) {
      observe(stack);
    }
    stack.save();
  }

  private static void checkRetained(LiveStack stack, List<String> retained) {
    if (!retained.isEmpty() && !stack.status().equals("DELETE_FAILED")) {
      throw Errors.validation(
          "Invalid operation on stack ["
              + stack.arn()
              + "]. RetainResources can only be specified for stacks in the DELETE_FAILED state.");
    }
    for (String id : retained) {
      if (!stack.resources().containsKey(id)) {
        throw Errors.validation(
            "The specified resources to retain must be in the stack: [" + id + "]");
      }
    }
  }

  /** All that the stack has, and what an operation that failed left behind. */
  private static List<Garbage> everything(LiveStack stack, Set<String> retained) {
    Map<String, Garbage> all = new LinkedHashMap<>();
    for (Member member : stack.resources().values()) {
      if (!member.isGone()) {
        boolean kept =
            !member.deletionPolicy().equals("Delete") || retained.contains(member.logicalId());
        all.put(member.logicalId() + member.physicalId(), Garbage.of(member, kept));
      }
    }
    if (stack.hasOperation()) {
      for (Garbage left : stack.operation().garbage()) {
        Member member = left.member();
        all.putIfAbsent(member.logicalId() + member.physicalId(), Garbage.of(member, left.kept()));
      }
      for (Member old : stack.operation().before().values()) {
        boolean kept = !old.deletionPolicy().equals("Delete");
        all.putIfAbsent(old.logicalId() + old.physicalId(), Garbage.of(old, kept));
      }
    }
    return List.copyOf(all.values());
  }

  /** Turns an update that is going on back. */
  void cancelUpdate(LiveStack stack, String token) {
    if (isGoingOn(stack, token)) {
      return;
    }
    machine.settle(stack);
    if (!stack.status().equals("UPDATE_IN_PROGRESS")) {
      throw Errors.validation("CancelUpdateStack cannot be called from current stack status");
    }
    stack.go(stack.operation().begunBy(token));
    stack.enter("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
    stack.save();
  }

  /** The request that began what is going on, once more. */
  private static boolean isGoingOn(LiveStack stack, String token) {
    return !token.isEmpty() && stack.hasOperation() && stack.operation().token().equals(token);
  }

  /** Turns the update of a nested stack back that has succeeded, as its parent's has not. */
  void turnBack(LiveStack stack, String token) {
    stack.go(stack.operation().begunBy(token).withGarbage(List.of()));
    stack.enter("UPDATE_ROLLBACK_IN_PROGRESS", "");
    stack.save();
  }

  /** Takes back an operation that failed and was left so. */
  void rollback(LiveStack stack, String token) {
    if (isGoingOn(stack, token)) {
      return;
    }
    switch (stack.status()) {
      case "CREATE_FAILED" -> {
        stack.go(stack.operation().begunBy(token).withGarbage(Forward.created(stack)));
        stack.enter("ROLLBACK_IN_PROGRESS", "User Initiated");
      }
      case "UPDATE_FAILED" -> {
        stack.go(stack.operation().begunBy(token));
        stack.enter("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
      }
      default ->
          throw Errors.validation(
              "Stack:"
                  + stack.arn()
                  + " is in "
                  + stack.status()
                  + " state and can not be rolled back.");
    }
    stack.save();
  }

  /** Goes on with a rollback of an update that failed. */
  void continueRollback(LiveStack stack, List<String> skipped, String token) {
    if (isGoingOn(stack, token)) {
      return;
    }
    if (!stack.status().equals("UPDATE_ROLLBACK_FAILED")) {
      throw Errors.validation(
          "Stack:"
              + stack.arn()
              + " is in "
              + stack.status()
              + " state and can not be rolled back.");
    }
    List<String> failed = UpdateRollback.failed(stack);
    List<String> wrong = new ArrayList<>(skipped);
    Map<String, List<String>> inside = inside(stack, skipped);
    wrong.removeAll(failed);
    inside.forEach(
        (arn, ids) -> ids.forEach(id -> wrong.remove(stacks.get(arn).name() + "." + id)));
    if (!wrong.isEmpty()) {
      throw Errors.validation(
          "The following resources to skip are not in the UPDATE_FAILED state: " + wrong);
    }
    inside.forEach((arn, ids) -> continueRollback(stacks.get(arn), ids, token));
    stack.go(stack.operation().begunBy(token));
    stack.enter("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
    for (String id : failed) {
      Step step = stack.operation().step(id);
      if (skipped.contains(id)) {
        Member now = stack.resource(id);
        UpdateRollback.back(stack, step, stack.operation().before(id), now);
      } else {
        stack.step(id, step.action(), Progress.FAILED);
      }
    }
    stack.save();
  }

  /** What {@code STACK.RESOURCE} skips, by the nested stack that it is in. */
  private Map<String, List<String>> inside(LiveStack parent, List<String> skipped) {
    Map<String, List<String>> inside = new LinkedHashMap<>();
    for (String name : skipped) {
      String[] parts = name.split("\\.", 2);
      if (parts.length == 2) {
        stacks
            .find(parts[0])
            .filter(stack -> stack.document().parent().equals(Optional.of(parent.arn())))
            .ifPresent(
                stack ->
                    inside.computeIfAbsent(stack.arn(), arn -> new ArrayList<>()).add(parts[1]));
      }
    }
    return inside;
  }

  /** Whether a request with that token began the operation that is going on, or the one before. */
  static boolean isRepeated(Optional<String> token, Optional<String> known) {
    return token.isPresent() && token.equals(known);
  }
}

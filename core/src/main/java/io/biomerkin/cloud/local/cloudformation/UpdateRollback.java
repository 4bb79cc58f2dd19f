package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.Operation.Action;
import io.biomerkin.cloud.local.cloudformation.Operation.Garbage;
import io.biomerkin.cloud.local.cloudformation.Operation.Progress;
import io.biomerkin.cloud.local.cloudformation.Operation.Step;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Takes the resources of a failed update back to what they were, layer by layer. */
final class UpdateRollback {

  private final ResourceCalls calls;
  private final Supplier<NestedStacks> nested;

  UpdateRollback(ResourceCalls calls, Supplier<NestedStacks> nested) {
    this.calls = calls;
    this.nested = nested;
  }

  void advance(LiveStack stack) {
    boolean going = true;
    List<String> layer = next(stack);
    for (int i = 0; i < layer.size(); i++) {
      going &= restore(stack, layer.get(i));
    }
    if (!going || !failed(stack).isEmpty()) {
      stack.enter(
          "UPDATE_ROLLBACK_FAILED",
          "The following resource(s) failed to update: ["
              + String.join(", ", failed(stack))
              + "].");
    } else if (next(stack).isEmpty()) {
      finish(stack);
    }
    stack.save();
  }

  /** The resources whose restoration failed. */
  static List<String> failed(LiveStack stack) {
    return stack.operation().steps().entrySet().stream()
        .filter(step -> step.getValue().progress() == Progress.STUCK)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What is left of the first layer of which anything is left. The layers are those of all that was
   * changed, so that whoever takes over from a dead process goes on in the same order.
   */
  private static List<String> next(LiveStack stack) {
    Operation operation = stack.operation();
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    operation
        .steps()
        .forEach(
            (id, step) -> {
              if (operation.before().containsKey(id) && step.action() != Action.NONE) {
                needs.put(id, operation.before(id).needs());
              }
            });
    DependencyGraph graph = new DependencyGraph(needs);
    Set<String> done = new HashSet<>();
    for (List<String> layer = graph.ready(done); !layer.isEmpty(); layer = graph.ready(done)) {
      List<String> left = layer.stream().filter(id -> isLeft(operation.progress(id))).toList();
      if (!left.isEmpty()) {
        return left;
      }
      done.addAll(layer);
    }
    return List.of();
  }

  private static boolean isLeft(Progress progress) {
    return progress != Progress.RESTORED && progress != Progress.STUCK;
  }

  private boolean restore(LiveStack stack, String id) {
    Step step = stack.operation().step(id);
    Member old = stack.operation().before(id);
    Member current = stack.resource(id);
    boolean touched = step.action() == Action.UPDATE && step.progress() != Progress.STARTED;
    if (!touched) {
      discard(stack, step, old, current);
      back(stack, step, old, old);
      return true;
    }
    // Only the one that a dead process was busy with can be marked so.
    boolean resumed = step.progress() == Progress.RESTORING;
    if (!resumed) {
      stack.enter(current.standing("UPDATE_IN_PROGRESS", "", stack.time()));
    }
    stack.step(id, step.action(), Progress.RESTORING);
    stack.save();
    Member target = old.being(current.physicalId(), current.attributes());
    Outcome outcome = calls.update(stack, target, current.properties().deepCopy(), resumed);
    if (outcome instanceof Outcome.Failed failed) {
      stack.enter(current.standing("UPDATE_FAILED", failed.reason(), stack.time()));
      stack.step(id, step.action(), Progress.STUCK);
      return false;
    }
    Outcome.Done done = (Outcome.Done) outcome;
    back(stack, step, old, old.being(done.resource().physicalId(), done.resource().attributes()));
    return true;
  }

  /** A resource is what it was. */
  static void back(LiveStack stack, Step step, Member old, Member now) {
    stack.enter(now.standing("UPDATE_COMPLETE", "", stack.time()));
    stack.step(old.logicalId(), step.action(), Progress.RESTORED);
  }

  /** The new resource of a replacement goes. */
  private static void discard(LiveStack stack, Step step, Member old, Member current) {
    if (step.action() == Action.REPLACE
        && step.progress() == Progress.DONE
        && !current.physicalId().equals(old.physicalId())) {
      List<Garbage> garbage = new ArrayList<>(stack.operation().garbage());
      garbage.add(Garbage.of(current, false));
      stack.go(stack.operation().withGarbage(garbage));
    }
  }

  private void finish(LiveStack stack) {
    Operation operation = stack.operation();
    List<Garbage> garbage = new ArrayList<>(operation.garbage());
    operation
        .steps()
        .forEach(
            (id, step) -> {
              if (step.action() == Action.CREATE || step.action() == Action.IMPORT) {
                Member member = stack.resource(id);
                boolean kept =
                    step.action() == Action.IMPORT || member.deletionPolicy().equals("Retain");
                garbage.add(Garbage.of(member, kept));
              } else if (step.action() == Action.NONE) {
                stack.put(operation.before(id));
              }
            });
    garbage.sort(Comparator.comparing(item -> item.member().logicalId()));
    stack.configure(operation.previous());
    stack.go(operation.withGarbage(garbage));
    stack.enter("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "");
    if (garbage.isEmpty() && !nested.get().isAwaited(stack)) {
      stack.end();
      stack.enter("UPDATE_ROLLBACK_COMPLETE", "");
    }
  }
}

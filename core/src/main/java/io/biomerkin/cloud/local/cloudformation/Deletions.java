package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.Operation.Garbage;
import io.biomerkin.cloud.local.cloudformation.Operation.Progress;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Deletes what an operation leaves behind: of a stack that is deleted or whose creation is rolled
 * back, or after an update. Each resource goes after all that need it.
 */
final class Deletions {

  private final Stacks stacks;
  private final ResourceCalls calls;
  private final Supplier<NestedStacks> nested;

  Deletions(Stacks stacks, ResourceCalls calls, Supplier<NestedStacks> nested) {
    this.stacks = stacks;
    this.calls = calls;
    this.nested = nested;
  }

  void advance(LiveStack stack) {
    Optional<String> inUse =
        stack.status().equals("DELETE_IN_PROGRESS")
            ? new Exports(stacks).inUse(stack)
            : Optional.empty();
    if (inUse.isPresent()) {
      stack.end();
      stack.enter("DELETE_FAILED", inUse.get());
      stack.save();
      return;
    }
    if (isCleanup(stack)) {
      nested.get().finish(stack);
    }
    List<Garbage> layer = next(stack);
    layer.forEach(garbage -> announce(stack, garbage));
    for (int i = 0; i < layer.size(); i++) {
      delete(stack, layer.get(i), i == 0);
    }
    if (next(stack).isEmpty()) {
      finish(stack);
    }
    stack.save();
  }

  /** What no other that is left needs. */
  private static List<Garbage> next(LiveStack stack) {
    List<Garbage> left = stack.operation().garbage();
    List<Garbage> free =
        left.stream()
            .filter(garbage -> garbage.progress() != Progress.FAILED)
            .filter(garbage -> left.stream().noneMatch(other -> needs(other, garbage)))
            .toList();
    List<Garbage> begun =
        free.stream().filter(garbage -> garbage.progress() != Progress.WAITING).toList();
    return nestedApart(begun.isEmpty() ? free : begun);
  }

  /** A nested stack is much work: one at a time, after all else. */
  private static List<Garbage> nestedApart(List<Garbage> layer) {
    List<Garbage> others =
        layer.stream()
            .filter(garbage -> !garbage.member().type().equals(NestedStackType.NAME))
            .toList();
    return others.isEmpty() ? layer.subList(0, Math.min(1, layer.size())) : others;
  }

  private static boolean needs(Garbage other, Garbage garbage) {
    return other.member().needs().contains(garbage.member().logicalId())
        && !other.member().logicalId().equals(garbage.member().logicalId());
  }

  private static void announce(LiveStack stack, Garbage garbage) {
    if (garbage.progress() == Progress.WAITING) {
      mark(stack, garbage, Progress.STARTED);
      if (!garbage.kept()) {
        show(stack, garbage.member().standing("DELETE_IN_PROGRESS", "", stack.time()));
      }
    }
  }

  private void delete(LiveStack stack, Garbage garbage, boolean first) {
    Member member = garbage.member();
    if (garbage.kept() || member.physicalId().isEmpty()) {
      drop(stack, garbage, garbage.kept() ? "DELETE_SKIPPED" : "DELETE_COMPLETE", "");
      return;
    }
    boolean resumed = first && garbage.progress() == Progress.ATTEMPTED;
    mark(stack, garbage, Progress.ATTEMPTED);
    stack.save();
    Outcome outcome = calls.delete(stack, member, resumed);
    if (outcome instanceof Outcome.Failed failed) {
      if (isCleanup(stack)) {
        drop(stack, garbage, "DELETE_FAILED", failed.reason());
      } else {
        mark(stack, garbage, Progress.FAILED);
        show(stack, member.standing("DELETE_FAILED", failed.reason(), stack.time()));
      }
    } else {
      drop(stack, garbage, "DELETE_COMPLETE", "");
    }
  }

  private static void finish(LiveStack stack) {
    String status = stack.status();
    List<Garbage> failed = stack.operation().garbage();
    if (!failed.isEmpty()) {
      String ids =
          String.join(
              ", ",
              failed.stream()
                  .filter(garbage -> garbage.progress() == Progress.FAILED)
                  .map(garbage -> garbage.member().logicalId())
                  .toList());
      stack.enter(
          status.replace("_IN_PROGRESS", "_FAILED"),
          "The following resource(s) failed to delete: [" + ids + "].");
      return;
    }
    stack.end();
    stack.enter(
        isCleanup(stack)
            ? status.replace("_CLEANUP_IN_PROGRESS", "")
            : status.replace("_IN_PROGRESS", "_COMPLETE"),
        "");
  }

  /** Whether it is a clean-up that deletes nothing: that takes no look of its own. */
  static boolean hasOnlyWhatStays(LiveStack stack) {
    return isCleanup(stack) && stack.operation().garbage().stream().allMatch(Garbage::kept);
  }

  private static boolean isCleanup(LiveStack stack) {
    return stack.status().endsWith("_CLEANUP_IN_PROGRESS");
  }

  /** The resource is dealt with. */
  private static void drop(LiveStack stack, Garbage garbage, String status, String reason) {
    List<Garbage> left = new ArrayList<>(stack.operation().garbage());
    left.removeIf(other -> same(other.member(), garbage.member()));
    stack.go(stack.operation().withGarbage(left));
    Member member = garbage.member().standing(status, reason, stack.time());
    show(stack, member);
    Member current = stack.resources().get(member.logicalId());
    if (isCleanup(stack) && current != null && same(current, member)) {
      stack.resources().remove(member.logicalId());
    }
  }

  private static void mark(LiveStack stack, Garbage garbage, Progress progress) {
    List<Garbage> marked =
        stack.operation().garbage().stream()
            .map(other -> same(other.member(), garbage.member()) ? other.at(progress) : other)
            .toList();
    stack.go(stack.operation().withGarbage(marked));
  }

  /** Tells of the member; the stack shows it too unless another took its place. */
  private static void show(LiveStack stack, Member member) {
    stack.tell(member);
    Member current = stack.resources().get(member.logicalId());
    if (current != null && same(current, member)) {
      stack.put(member);
    }
  }

  private static boolean same(Member one, Member other) {
    return one.logicalId().equals(other.logicalId()) && one.physicalId().equals(other.physicalId());
  }
}

package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.cloudformation.Operation.Action;
import io.biomerkin.cloud.local.cloudformation.Operation.Garbage;
import io.biomerkin.cloud.local.cloudformation.Operation.Progress;
import io.biomerkin.cloud.local.cloudformation.Operation.Step;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.cloudformation.StackDocument.OutputValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Creates and updates resources, layer by layer. */
final class Forward {

  private final Stacks stacks;
  private final ResourceTypes types;
  private final ResourceCalls calls;
  private final StackPolicies policies;
  private final Supplier<NestedStacks> nested;

  Forward(
      Stacks stacks,
      ResourceTypes types,
      ResourceCalls calls,
      StackPolicies policies,
      Supplier<NestedStacks> nested) {
    this.stacks = stacks;
    this.types = types;
    this.calls = calls;
    this.policies = policies;
    this.nested = nested;
  }

  /**
   * What becomes of a resource.
   *
   * @param target what it is to be
   * @param refusal why it cannot be, or empty
   */
  private record Work(Member target, Action action, String refusal) {
    String id() {
      return target.logicalId();
    }
  }

  void advance(LiveStack stack) {
    Model model = Model.of(stacks, stack);
    List<Work> layer = next(stack, model);
    boolean going = run(stack, layer);
    if (going && next(stack, model).isEmpty()) {
      finish(stack, model);
    }
    stack.save();
  }

  /** The next layer that has something to do; what has nothing to do is done by that. */
  private List<Work> next(LiveStack stack, Model model) {
    while (true) {
      List<String> ready = begun(stack, model.graph().ready(done(stack)));
      List<Work> layer = new ArrayList<>();
      for (String id : ready) {
        Work work = work(stack, model, id);
        if (work.action() == Action.NONE) {
          adopt(stack, work.target());
        } else {
          layer.add(work);
        }
      }
      if (!layer.isEmpty() || ready.isEmpty()) {
        return nestedApart(layer);
      }
    }
  }

  /** A nested stack is much work: one at a time, after all else. */
  private static List<Work> nestedApart(List<Work> layer) {
    List<Work> others =
        layer.stream().filter(work -> !work.target().type().equals(NestedStackType.NAME)).toList();
    return others.isEmpty() ? layer.subList(0, Math.min(1, layer.size())) : others;
  }

  /** Those of a layer that a process died in, or all. */
  private static List<String> begun(LiveStack stack, List<String> ready) {
    List<String> begun =
        ready.stream().filter(id -> stack.operation().progress(id) != Progress.WAITING).toList();
    return begun.isEmpty() ? ready : begun;
  }

  private static Set<String> done(LiveStack stack) {
    Set<String> done = new HashSet<>();
    stack
        .operation()
        .steps()
        .forEach(
            (id, step) -> {
              if (step.progress() == Progress.DONE) {
                done.add(id);
              }
            });
    return done;
  }

  private Work work(LiveStack stack, Model model, String id) {
    Member before = stack.operation().before().get(id);
    Member target;
    try {
      target = model.target(id, stack.operations(), stack.time());
    } catch (CloudFormationException e) {
      return unresolved(stack, model, id, ResourceCalls.reason(e));
    }
    if (before == null) {
      boolean found = stack.operation().imports() && calls.find(stack, target).isPresent();
      return new Work(target, found ? Action.IMPORT : Action.CREATE, "");
    }
    ResourceSchema schema = types.get(target.type()).schema();
    Difference difference = Difference.of(schema, before, target);
    Action action = difference.action(schema);
    if (action == Action.NONE) {
      return new Work(target.succeeding(before), action, "");
    }
    Optional<String> forbidden =
        policies.refusal(
            stack, before, action == Action.REPLACE ? "Update:Replace" : "Update:Modify");
    if (action != Action.REPLACE) {
      return new Work(target.succeeding(before), action, forbidden.orElse(""));
    }
    if (forbidden.isPresent()) {
      return new Work(target, action, forbidden.get());
    }
    String refusal =
        difference.clashes(schema, before)
            ? "CloudFormation cannot update a stack when a custom-named resource requires "
                + "replacing. Rename "
                + before.physicalId()
                + " and update the stack again."
            : "";
    return new Work(target, action, refusal);
  }

  private static Work unresolved(LiveStack stack, Model model, String id, String reason) {
    Member before = stack.operation().before().get(id);
    if (before != null) {
      return new Work(before, Action.UPDATE, reason);
    }
    return new Work(model.unevaluated(id, stack.operations(), stack.time()), Action.CREATE, reason);
  }

  private static void adopt(LiveStack stack, Member target) {
    stack.put(target);
    stack.step(target.logicalId(), Action.NONE, Progress.DONE);
  }

  /** Runs a layer; false when it failed. */
  private boolean run(LiveStack stack, List<Work> layer) {
    layer.forEach(work -> announce(stack, work));
    for (int i = 0; i < layer.size(); i++) {
      Work work = layer.get(i);
      boolean resumed = i == 0 && stack.operation().progress(work.id()) == Progress.ATTEMPTED;
      stack.step(work.id(), work.action(), Progress.ATTEMPTED);
      stack.save();
      Outcome outcome = attempt(stack, work, resumed);
      if (outcome instanceof Outcome.Failed failed) {
        fail(stack, layer.subList(i, layer.size()), failed);
        return false;
      }
      succeed(stack, work, ((Outcome.Done) outcome).resource());
    }
    return true;
  }

  private static void announce(LiveStack stack, Work work) {
    if (stack.operation().progress(work.id()) != Progress.WAITING) {
      return;
    }
    stack.step(work.id(), work.action(), Progress.STARTED);
    if (work.action() == Action.IMPORT) {
      stack.enter(
          work.target().standing("IMPORT_IN_PROGRESS", "Resource import started.", stack.time()));
      return;
    }
    Member before = stack.operation().before().get(work.id());
    if (before == null) {
      stack.enter(work.target().standing("CREATE_IN_PROGRESS", "", stack.time()));
      return;
    }
    String reason =
        work.action() == Action.REPLACE
            ? "Requested update requires the creation of a new physical resource; hence creating "
                + "one."
            : "";
    stack.enter(before.standing("UPDATE_IN_PROGRESS", reason, stack.time()));
  }

  private Outcome attempt(LiveStack stack, Work work, boolean resumed) {
    if (!work.refusal().isEmpty()) {
      return new Outcome.Failed(work.refusal());
    }
    if (work.action() == Action.UPDATE) {
      Member before = stack.operation().before(work.id());
      return calls.update(stack, work.target(), before.properties().deepCopy(), resumed);
    }
    return work.action() == Action.IMPORT
        ? calls.adopt(stack, work.target(), resumed)
        : calls.create(stack, work.target(), resumed);
  }

  private static void succeed(
      LiveStack stack, Work work, io.biomerkin.cloud.local.Resource resource) {
    Member member = work.target().being(resource.physicalId(), resource.attributes());
    boolean isNew = work.action() == Action.CREATE;
    if (isNew) {
      stack.tell(
          member.standing("CREATE_IN_PROGRESS", "Resource creation Initiated", stack.time()));
    } else if (work.action() == Action.REPLACE) {
      stack.tell(
          member.standing("UPDATE_IN_PROGRESS", "Resource creation Initiated", stack.time()));
    }
    stack.enter(ended(work.action(), member, stack));
    stack.step(work.id(), work.action(), Progress.DONE);
  }

  private static Member ended(Action action, Member member, LiveStack stack) {
    return switch (action) {
      case CREATE -> member.standing("CREATE_COMPLETE", "", stack.time());
      case IMPORT -> member.standing("IMPORT_COMPLETE", "Resource import completed.", stack.time());
      default -> member.standing("UPDATE_COMPLETE", "", stack.time());
    };
  }

  private static void fail(LiveStack stack, List<Work> works, Outcome.Failed failed) {
    for (int i = 0; i < works.size(); i++) {
      Work work = works.get(i);
      boolean isNew = work.action() == Action.CREATE;
      String text =
          i == 0 ? failed.reason() : "Resource " + (isNew ? "creation" : "update") + " cancelled";
      Member old = stack.operation().before().get(work.id());
      boolean changed = i == 0 && work.action() == Action.UPDATE && work.refusal().isEmpty();
      Member member = old == null || changed ? work.target() : old;
      if (i == 0 && isNew && !failed.physicalId().isEmpty()) {
        member = member.being(failed.physicalId(), Map.of());
      }
      stack.enter(member.standing(isNew ? "CREATE_FAILED" : "UPDATE_FAILED", text, stack.time()));
      Progress reached = changed ? Progress.FAILED : Progress.STARTED;
      stack.step(work.id(), work.action(), reached);
    }
    String ids = String.join(", ", works.stream().map(Work::id).toList());
    String verb = works.get(0).action() == Action.CREATE ? "create" : "update";
    turnBack(stack, "The following resource(s) failed to " + verb + ": [" + ids + "].");
  }

  /** The operation failed as a whole. */
  static void turnBack(LiveStack stack, String reason) {
    boolean creating = stack.status().equals("CREATE_IN_PROGRESS");
    switch (stack.operation().onFailure()) {
      case "DO_NOTHING" -> stack.enter(creating ? "CREATE_FAILED" : "UPDATE_FAILED", reason);
      case "DELETE" -> {
        stack.go(stack.operation().withGarbage(created(stack)));
        stack.enter("DELETE_IN_PROGRESS", reason + " Delete requested by user.");
      }
      default -> {
        if (creating) {
          stack.go(stack.operation().withGarbage(created(stack)));
          stack.enter("ROLLBACK_IN_PROGRESS", reason + " Rollback requested by user.");
        } else {
          stack.enter("UPDATE_ROLLBACK_IN_PROGRESS", reason);
        }
      }
    }
  }

  /** What the creation of a stack made; {@code RetainExceptOnCreate} does not keep it. */
  static List<Garbage> created(LiveStack stack) {
    return stack.resources().values().stream()
        .filter(member -> !member.isGone())
        .map(member -> Garbage.of(member, isKept(member)))
        .toList();
  }

  private static boolean isKept(Member member) {
    return member.deletionPolicy().equals("Retain") || member.status().equals("IMPORT_COMPLETE");
  }

  /** What the template no longer has, but the stack's policy keeps from going. */
  private boolean isKept(LiveStack stack, Model model) {
    for (Member old : stack.operation().before().values()) {
      if (model.active().contains(old.logicalId())) {
        continue;
      }
      Optional<String> forbidden = policies.refusal(stack, old, "Update:Delete");
      if (forbidden.isPresent()) {
        stack.enter(old.standing("UPDATE_FAILED", forbidden.get(), stack.time()));
        turnBack(stack, "The following resource(s) failed to update: [" + old.logicalId() + "].");
        return true;
      }
    }
    return false;
  }

  private void finish(LiveStack stack, Model model) {
    if (isKept(stack, model)) {
      return;
    }
    List<OutputValue> outputs;
    try {
      outputs = model.outputs();
      new Exports(stacks).check(stack, outputs);
    } catch (CloudFormationException e) {
      turnBack(stack, ResourceCalls.reason(e));
      return;
    }
    stack.outputs(outputs);
    stack.imports(model.imports());
    if (stack.status().equals("CREATE_IN_PROGRESS")) {
      stack.end();
      stack.enter("CREATE_COMPLETE", "");
      return;
    }
    stack.go(stack.operation().withGarbage(superseded(stack, model)));
    stack.enter("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
    if (stack.operation().garbage().isEmpty() && !nested.get().isAwaited(stack)) {
      stack.end();
      stack.enter("UPDATE_COMPLETE", "");
    }
  }

  /** What was replaced, and what the template no longer has. */
  private static List<Garbage> superseded(LiveStack stack, Model model) {
    Map<String, Step> steps = stack.operation().steps();
    List<Garbage> garbage = new ArrayList<>();
    for (Member old : stack.operation().before().values()) {
      String id = old.logicalId();
      if (!model.active().contains(id)) {
        garbage.add(Garbage.of(old, !old.deletionPolicy().equals("Delete")));
      } else if (steps.containsKey(id)
          && stack.operation().step(id).action() == Action.REPLACE
          && !stack.resource(id).physicalId().equals(old.physicalId())) {
        Member now = stack.resource(id);
        garbage.add(Garbage.of(old, !now.updateReplacePolicy().equals("Delete")));
      }
    }
    return garbage;
  }
}

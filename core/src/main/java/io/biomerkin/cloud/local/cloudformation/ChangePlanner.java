package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Foresees what a submission would change. */
final class ChangePlanner {

  private final Stacks stacks;
  private final ResourceTypes types;
  private final ResourceCalls calls;
  private final Actual actual;

  ChangePlanner(Stacks stacks, ResourceTypes types, ResourceCalls calls) {
    this.stacks = stacks;
    this.types = types;
    this.calls = calls;
    this.actual = new Actual(calls);
  }

  /**
   * What would change.
   *
   * @param changes the resources that would
   * @param outputs whether outputs would
   * @param stacks what nested stacks would be, by logical id
   */
  record Plan(List<ChangeDocument> changes, boolean outputs, Map<String, Member> stacks) {
    boolean isEmpty() {
      return changes.isEmpty() && !outputs;
    }
  }

  /**
   * Plans a submission.
   *
   * @param imports whether new resources whose name exists are taken over
   * @param revertsDrift whether it starts from what the resources really are
   */
  Plan plan(LiveStack stack, Submission submission, boolean imports, boolean revertsDrift) {
    Map<String, Member> existing = revertsDrift ? actual.resources(stack) : Actual.recorded(stack);
    Map<String, Member> foreseen = new HashMap<>();
    Model model =
        Model.of(
            stacks,
            stack,
            submission.template(),
            submission.config(),
            id -> Optional.ofNullable(foreseen.get(id)));
    if (model.active().isEmpty()) {
      throw TemplateParser.format("At least one Resources member must be defined.");
    }
    Masking masking = Masking.of(submission, stack, stacks);
    Map<String, ChangeDocument> changes = new LinkedHashMap<>();
    Map<String, Member> nested = new HashMap<>();
    for (String id : model.graph().order()) {
      Member target = model.target(id, 0, stack.time());
      if (target.type().equals(NestedStackType.NAME)) {
        nested.put(id, target);
      }
      ResourceSchema schema = types.get(target.type()).schema();
      Foresight foresight = new Foresight(stack, submission, schema, target, masking, foreseen);
      Optional<Member> before = Optional.ofNullable(existing.get(id));
      before.ifPresent(old -> refuseOtherType(old, target));
      if (!foresight.change(before).isEmpty()) {
        types.get(target.type()).requireMachine(target.properties());
      }
      Optional<String> found =
          imports && before.isEmpty()
              ? calls.find(stack, target).map(Resource::physicalId)
              : Optional.empty();
      found
          .map(foresight::takeover)
          .or(() -> foresight.change(before))
          .map(change -> revertsDrift ? change.drifted(drift(stack, existing, id)) : change)
          .ifPresent(change -> changes.put(id, change));
      foreseen.put(id, foresight.member(before));
    }
    List<ChangeDocument> all = new ArrayList<>();
    new TreeSet<>(changes.keySet()).forEach(id -> all.add(changes.get(id)));
    existing.values().stream()
        .filter(old -> !model.active().contains(old.logicalId()))
        .forEach(old -> all.add(Foresight.removal(old, masking)));
    return new Plan(all, !model.outputs().equals(stack.document().outputs()), nested);
  }

  /** How what a resource is differs from what the stack recorded of it. */
  private static String drift(LiveStack stack, Map<String, Member> existing, String id) {
    Member recorded = Actual.recorded(stack).get(id);
    Member real = existing.get(id);
    if (recorded == null) {
      return "";
    }
    return real == null ? "DELETED" : real == recorded ? "IN_SYNC" : "MODIFIED";
  }

  private static void refuseOtherType(Member old, Member target) {
    if (!old.type().equals(target.type())) {
      throw Errors.validation(
          "Update of resource type is not permitted. The new template modifies resource type of "
              + "the following resources: ["
              + old.logicalId()
              + "]");
    }
  }
}

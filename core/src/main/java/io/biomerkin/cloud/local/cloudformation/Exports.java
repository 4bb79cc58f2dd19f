package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.StackDocument.OutputValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules between stacks that export outputs and stacks that import them. */
final class Exports {

  private final Stacks stacks;

  Exports(Stacks stacks) {
    this.stacks = stacks;
  }

  /** Refuses a name that is taken, and a change of a value that others use. */
  void check(LiveStack stack, List<OutputValue> outputs) {
    Set<String> names = new HashSet<>();
    for (OutputValue output : outputs) {
      if (!output.export().isEmpty() && !names.add(output.export())) {
        throw Errors.validation("Duplicate Export names: [" + output.export() + "]");
      }
    }
    stacks
        .exports()
        .filter(export -> !export.stack().arn().equals(stack.arn()))
        .filter(export -> names.contains(export.value().export()))
        .findFirst()
        .ifPresent(
            export -> {
              throw Errors.validation(
                  "Export with name "
                      + export.value().export()
                      + " is already exported by stack "
                      + export.stack().name()
                      + ". Rule: Export name must be unique across all of the stacks in the region "
                      + "and account.");
            });
    Map<String, String> now =
        outputs.stream()
            .filter(output -> !output.export().isEmpty())
            .collect(Collectors.toMap(OutputValue::export, OutputValue::value));
    for (OutputValue old : stack.document().outputs()) {
      if (!old.export().isEmpty() && !old.value().equals(now.get(old.export()))) {
        refuseInUse(stack, old, now.containsKey(old.export()) ? "updated" : "deleted");
      }
    }
  }

  /** Why a stack cannot be deleted: another one imports from it. */
  Optional<String> inUse(LiveStack stack) {
    return stack.document().outputs().stream()
        .filter(output -> !output.export().isEmpty())
        .flatMap(output -> user(stack, output).map(user -> text(output, "deleted", user)).stream())
        .findFirst();
  }

  private void refuseInUse(LiveStack stack, OutputValue output, String what) {
    user(stack, output)
        .ifPresent(
            user -> {
              throw Errors.validation(text(output, what, user));
            });
  }

  private Optional<String> user(LiveStack stack, OutputValue output) {
    return stacks.all().stream()
        .filter(other -> !Stacks.isDeleted(other) && !other.arn().equals(stack.arn()))
        .filter(other -> other.imports().contains(output.export()))
        .map(StackDocument::name)
        .findFirst();
  }

  private static String text(OutputValue output, String what, String user) {
    return "Export " + output.export() + " cannot be " + what + " as it is in use by " + user;
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.StackState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outputs of the stack after a change. */
public final class Outputs {

  private Outputs() {}

  /**
   * Asks for them, unless the change was one of code alone, which changes no output that anybody
   * reads: that saves the commonest deployment a call.
   */
  public static Map<String, String> after(
      Site site, Optional<StackState> before, List<ResourceChange> changes) {
    boolean codeAlone =
        changes.stream().allMatch(change -> change.type().startsWith("AWS::Lambda::"));
    return before
        .filter(stack -> codeAlone)
        .or(() -> site.stacks().find())
        .map(StackState::outputs)
        .orElse(Map.of());
  }
}

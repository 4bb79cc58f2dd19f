package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.StackStatus;
import io.biomerkin.deploy.step.FollowStack;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/**
 * Cancel: turns back an update that is going on, whoever began it. Takes no lock: that one has it.
 */
final class CancelOperation {

  private final Site site;

  CancelOperation(Site site) {
    this.site = site;
  }

  Cancelled run() {
    String name = site.environment().name();
    Optional<StackState> stack = new Preflight(site).run();
    if (stack.isEmpty() || !stack.get().isBusy()) {
      return new Cancelled(name, false, StackState.status(stack));
    }
    boolean updating = stack.get().status().equals(StackStatus.UPDATE_IN_PROGRESS.name());
    if (!updating || !site.stacks().cancelUpdate(FollowStack.token("cancel"))) {
      throw new ProblemException(
          ProblemCode.STACK_STATE,
          site.names().stack(),
          "the stack is " + stack.get().describe() + ": only an update can be cancelled",
          "wait for its end: "
              + site.command("validate")
              + " tells the state of the stack; "
              + site.command("rollback")
              + " goes back after an update");
    }
    site.narrator().notice("CloudFormation turns the update back");
    Optional<StackState> end = new Preflight(site).idle(stack, () -> {});
    return new Cancelled(name, true, StackState.status(end));
  }
}

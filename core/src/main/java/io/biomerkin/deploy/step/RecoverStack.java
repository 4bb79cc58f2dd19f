package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackState;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/** Leads a stack out of a state that no update can start from. */
public final class RecoverStack {

  private final Site site;
  private final EnvironmentLock lock;

  /** Recovers that site's stack under its lock. */
  public RecoverStack(Site site, EnvironmentLock lock) {
    this.site = site;
    this.lock = lock;
  }

  /**
   * What a deployment does by itself: nothing that anybody could want to decide.
   *
   * @param stack idle
   * @return the stack to update, or empty when there is none any more
   * @throws ProblemException when a person must decide
   */
  Optional<StackState> settle(StackState stack) {
    return switch (stack.care()) {
      case NONE, REUSE -> Optional.of(stack);
      case RECREATE, CONTINUE -> run(stack, Set.of());
      default -> throw refusal(site, stack);
    };
  }

  /**
   * What a person has asked for.
   *
   * @param stack idle
   * @param skip resources to leave as they are, by their names in the template
   * @return the stack then, or empty when it is deleted
   * @throws ProblemException when that fails once more
   */
  public Optional<StackState> run(StackState stack, Set<String> skip) {
    String token = FollowStack.token("recover");
    return switch (stack.care()) {
      case NONE, REUSE -> Optional.of(stack);
      case RECREATE, DELETE -> {
        new DeleteStack(site, lock).run(stack, skip);
        yield Optional.empty();
      }
      case CONTINUE -> {
        site.narrator().notice("CloudFormation goes on with the rollback of the failed update");
        site.stacks().continueRollback(token, skip);
        yield follow(stack, token);
      }
      case TAKE_BACK -> {
        site.narrator().notice("CloudFormation takes the failed update back");
        site.stacks().takeBack(token);
        yield follow(stack, token);
      }
      default -> throw refusal(site, stack);
    };
  }

  private Optional<StackState> follow(StackState stack, String token) {
    FollowStack follow = new FollowStack(site, lock, 0);
    String status = follow.run(stack.id(), token);
    Optional<StackState> now = site.stacks().find();
    if (now.isEmpty() || !now.get().isSettled()) {
      throw follow.stuck(status, "as it is, whatever the template says");
    }
    return now;
  }

  /** Nothing starts from there. */
  public static ProblemException refusal(Site site, StackState stack) {
    String what = "the stack is " + stack.describe();
    String next =
        switch (stack.care()) {
          case ASK ->
              "see aws cloudformation describe-stack-events --stack-name "
                  + site.names().stack()
                  + ", and finish what was begun with another tool";
          default -> site.command("recover") + ", then run the same command again";
        };
    return new ProblemException(
        new Problem(ProblemCode.STACK_STATE, site.names().stack(), what, next));
  }
}

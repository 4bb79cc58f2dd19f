package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Caller;
import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** Makes sure that this is the right account, and that the stack is in a state to start from. */
public final class Preflight {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Site site;

  /** Looks at that site. */
  public Preflight(Site site) {
    this.site = site;
  }

  /**
   * One look, which changes nothing.
   *
   * @return the stack, or empty when there is none
   * @throws ProblemException when the credentials belong to another account
   */
  public Optional<StackState> run() {
    Optional<StackState> stack = find();
    // The ARN of a stack tells whose it is; only without one the caller must be asked.
    requireAccount(
        stack.map(StackState::account).orElseGet(() -> new Caller(site.cloud()).account()));
    return stack;
  }

  /** Who is refused the look may simply be somebody of another account. */
  private Optional<StackState> find() {
    try {
      return site.stacks().findSoon();
    } catch (RuntimeException e) {
      if (CloudErrors.isDenied(e)) {
        requireAccount(new Caller(site.cloud()).account());
      }
      throw e;
    }
  }

  private void requireAccount(String account) {
    if (!account.equals(site.cloud().account())) {
      throw new ProblemException(
          ProblemCode.WRONG_ACCOUNT,
          site.environment().name(),
          "the environment belongs to account "
              + site.cloud().account()
              + ", the credentials to "
              + account,
          "log in to the right account (AWS_PROFILE), or correct the environment's aws line");
    }
  }

  /**
   * A second look, under the lock, as somebody else may have held it since the first: waits until
   * CloudFormation is idle, and leads the stack out of a state that no update can start from. Only
   * before a first deployment the release store can be half made.
   *
   * @return the stack that an update starts from, or empty for a new one
   * @throws ProblemException when the stack needs a person
   */
  public Optional<StackState> settle(EnvironmentLock lock) {
    Optional<StackState> stack = idle(site.stacks().find(), lock::beat);
    if (stack.isPresent()) {
      stack = new RecoverStack(site, lock).settle(stack.get());
    }
    if (stack.isEmpty()) {
      site.store().finish();
    }
    return stack;
  }

  /**
   * Waits until CloudFormation is idle, and tells what it does until then.
   *
   * @param meanwhile done between two looks
   * @return the stack then; empty when what it did was to delete the stack
   */
  public Optional<StackState> idle(Optional<StackState> seen, Runnable meanwhile) {
    Optional<StackState> stack = seen;
    if (stack.isPresent() && stack.get().isBusy()) {
      site.narrator().notice("the stack is " + stack.get().describe() + "; waiting for its end");
    }
    while (stack.isPresent() && stack.get().isBusy()) {
      String id = stack.get().id();
      Optional<String> token = site.stacks().events().goingOn(id);
      if (token.isPresent()) {
        new FollowStack(site, () -> whileBusy(meanwhile)).run(id, token.get());
      } else {
        whileBusy(meanwhile);
        site.cloud().clock().sleep(PAUSE);
      }
      stack = site.stacks().find();
    }
    return stack.filter(s -> !s.isDeleted());
  }

  private void whileBusy(Runnable meanwhile) {
    site.narrator().stop().before("wait for CloudFormation");
    meanwhile.run();
  }
}

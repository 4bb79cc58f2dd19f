package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import java.util.Optional;

/** Does something right before the first call of that name: what somebody else does meanwhile. */
final class Before implements CallInterceptor {

  private final String operation;
  private Optional<Runnable> action;

  Before(String operation, Runnable action) {
    this.operation = operation;
    this.action = Optional.of(action);
  }

  @Override
  public void before(Call call) {
    if (call.operation().equals(operation) && action.isPresent()) {
      Runnable now = action.get();
      action = Optional.empty();
      now.run();
    }
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;

/**
 * The process dies before every call of an operation.
 *
 * @param operation e.g. {@code invoke}
 */
record Killer(String operation) implements CallInterceptor {

  /** No handler of failures gets to see the end of a process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void before(Call call) {
    if (call.operation().equals(operation)) {
      throw new Killed();
    }
  }
}

package io.biomerkin.cloud;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call to a cloud. What it throws takes the place of the call's own result: that is how
 * tests count calls and how a rehearsal lets the network, or the process, die at any of them.
 */
public interface CallInterceptor {

  /**
   * A call.
   *
   * @param service the client's name without {@code Client}, e.g. {@code CloudFormation}
   * @param operation the method's name, e.g. {@code describeStacks}
   */
  record Call(String service, String operation) {
    @Override
    public String toString() {
      return service + ":" + operation;
    }
  }

  /** Before the call is made. */
  default void before(Call call) {}

  /**
   * Makes the call. An SDK client whose answer is lost makes it once more: who rehearses that does
   * so here.
   */
  default @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
    return operation.get();
  }

  /** After it was made; {@code failure} is what it threw. */
  default void after(Call call, @Nullable RuntimeException failure) {}
}

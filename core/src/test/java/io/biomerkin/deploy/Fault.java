package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Something goes wrong with one call, as an SDK client lets the engine see it. What the SDK asks
 * again by itself shows only where the first request had an effect: the engine gets the second's
 * answer. An invocation is never asked again by it, but for throttling. {@link FaultyWireTest}
 * tries the SDK's part.
 */
enum Fault {
  /** The call is made, and the answer gets lost. */
  LOST_ANSWER(true) {
    @Override
    boolean shows(CallInterceptor.Call call) {
      return Crash.changes(call);
    }

    @Override
    @Nullable Object make(CallInterceptor.Call call, Supplier<@Nullable Object> operation) {
      Object unused = operation.get();
      if (call.operation().equals("invoke")) {
        throw SdkClientException.create("lost", new SocketException("Connection reset"));
      }
      return operation.get();
    }
  },

  /** The service has a fault, before it does anything. */
  SERVER_ERROR(true) {
    @Override
    boolean shows(CallInterceptor.Call call) {
      return call.operation().equals("invoke");
    }

    @Override
    @Nullable Object make(CallInterceptor.Call call, Supplier<@Nullable Object> operation) {
      throw ServiceException.builder().statusCode(500).message("fault").build();
    }
  },

  /** Throttled as often as the SDK asks. */
  THROTTLED(false) {
    @Override
    @Nullable Object make(CallInterceptor.Call call, Supplier<@Nullable Object> operation) {
      throw TooManyRequestsException.builder().statusCode(429).message("Rate exceeded").build();
    }
  },

  /** The call is made, and no answer comes as often as the SDK asks. */
  TIMED_OUT(false) {
    @Override
    boolean shows(CallInterceptor.Call call) {
      return Crash.changes(call);
    }

    @Override
    @Nullable Object make(CallInterceptor.Call call, Supplier<@Nullable Object> operation) {
      Object unused = operation.get();
      throw SdkClientException.create("late", new SocketTimeoutException("Read timed out"));
    }
  };

  /** Whether every run gets over it; otherwise the same command once more does. */
  final boolean passes;

  Fault(boolean passes) {
    this.passes = passes;
  }

  /** Whether the engine sees anything of it. */
  boolean shows(CallInterceptor.Call call) {
    return true;
  }

  abstract @Nullable Object make(CallInterceptor.Call call, Supplier<@Nullable Object> operation);

  /** This fault at the call of that number, and at no other. */
  At at(int number) {
    return new At(this, number, new AtomicInteger());
  }

  record At(Fault fault, int number, AtomicInteger count) implements CallInterceptor {
    @Override
    public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
      return fault.shows(call) && count.incrementAndGet() == number
          ? fault.make(call, operation)
          : operation.get();
    }

    /** Whether there was such a call. */
    boolean happened() {
      return count.get() >= number;
    }
  }
}

package io.biomerkin.cloud;

import io.biomerkin.cloud.CallInterceptor.Call;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;

/** Puts an interceptor around every operation of an SDK client. */
public final class InterceptedCalls implements InvocationHandler {

  private final SdkClient client;
  private final String service;
  private final CallInterceptor interceptor;

  private InterceptedCalls(SdkClient client, String service, CallInterceptor interceptor) {
    this.client = client;
    this.service = service;
    this.interceptor = interceptor;
  }

  /** The client behind the interceptor. */
  public static SdkClient of(
      Class<? extends SdkClient> type, SdkClient client, CallInterceptor interceptor) {
    String service = type.getSimpleName().replaceFirst("Client$", "");
    return (SdkClient)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new InterceptedCalls(client, service, interceptor));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (isSugar(method)) {
      // Consumer builders and paginators end in operations: those are what is intercepted.
      return InvocationHandler.invokeDefault(proxy, method, args);
    }
    if (!isOperation(method)) {
      return call(method, args);
    }
    Call call = new Call(service, method.getName());
    interceptor.before(call);
    Object result;
    try {
      result = interceptor.make(call, () -> call(method, args));
    } catch (RuntimeException e) {
      interceptor.after(call, e);
      throw e;
    } catch (Error e) {
      // What `before` took must be given back even when the process is about to die.
      interceptor.after(call, null);
      throw e;
    }
    interceptor.after(call, null);
    return result;
  }

  /** Without a request, with a builder of one, page by page: all of that calls the operation. */
  private static boolean isSugar(Method method) {
    if (!method.isDefault()) {
      return false;
    }
    return method.getParameterCount() == 0
        ? AwsResponse.class.isAssignableFrom(method.getReturnType())
        : method.getName().endsWith("Paginator") || method.getParameterTypes()[0] == Consumer.class;
  }

  /** Operations take a request; {@code serviceName}, {@code close}, {@code waiter} do not. */
  private static boolean isOperation(Method method) {
    return method.getParameterCount() > 0
        && software.amazon.awssdk.awscore.AwsRequest.class.isAssignableFrom(
            method.getParameterTypes()[0]);
  }

  private @Nullable Object call(Method method, Object @Nullable [] args) {
    try {
      return method.invoke(client, args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // No operation of the SDK declares another.
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

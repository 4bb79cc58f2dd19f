package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.databind.JavaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handler: the method that is called for each event.
 *
 * @param method the method
 * @param instance what it is called on; null for a static one
 * @param signature what it takes
 * @param input what the event is read as
 * @param output what the result is written as; empty for none
 * @param payloads reads and writes them
 */
record MethodHandler(
    Method method,
    @Nullable Object instance,
    Signature signature,
    Optional<JavaType> input,
    Optional<JavaType> output,
    Payloads payloads) {

  private static final String NOTHING = "null";

  /** Hands in an event, JSON, and gives the answer, JSON. */
  String handle(String event, Object context) throws Throwable {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    @Nullable Object[] arguments = new Object[signature.parts().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          switch (signature.parts().get(i)) {
            case INPUT -> new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
            case OUTPUT -> written;
            case CONTEXT -> context;
            case EVENT -> input.map(type -> payloads.read(event, type)).orElse(null);
          };
    }
    Object result = call(arguments);
    if (signature.streams()) {
      return written.toString(StandardCharsets.UTF_8);
    }
    return output.isPresent() ? payloads.write(result, output.get()) : NOTHING;
  }

  /** The context as this handler's classes know it. */
  Object context(InvocationContext invocation) {
    return signature.context().<Object>map(invocation::as).orElse(invocation);
  }

  private @Nullable Object call(@Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}

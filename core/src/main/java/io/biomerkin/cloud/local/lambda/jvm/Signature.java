package io.biomerkin.cloud.local.lambda.jvm;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a handler takes.
 *
 * @param parts its arguments in their order
 * @param context the interface that its class knows the context by
 */
record Signature(List<Part> parts, Optional<Class<?>> context) {

  /** The interface of {@code aws-lambda-java-core}. */
  static final String CONTEXT = "com.amazonaws.services.lambda.runtime.Context";

  /** AWS: those that Lambda calls. */
  private static final Set<List<Part>> CALLED =
      Set.of(
          List.of(),
          List.of(Part.EVENT),
          List.of(Part.CONTEXT),
          List.of(Part.INPUT),
          List.of(Part.OUTPUT),
          List.of(Part.EVENT, Part.CONTEXT),
          List.of(Part.INPUT, Part.CONTEXT),
          List.of(Part.OUTPUT, Part.CONTEXT),
          List.of(Part.INPUT, Part.OUTPUT),
          List.of(Part.INPUT, Part.OUTPUT, Part.CONTEXT));

  /** One argument. */
  enum Part {
    /** The event as a value. */
    EVENT,
    /** The event as it comes. */
    INPUT,
    /** Where the answer is written to. */
    OUTPUT,
    /** What Lambda tells beside the event. */
    CONTEXT
  }

  static Signature of(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    return new Signature(
        types.stream().map(Signature::part).toList(),
        types.stream().filter(Signature::isContext).findFirst());
  }

  boolean isCalled() {
    return CALLED.contains(parts);
  }

  /** Whether it reads or writes the JSON itself. */
  boolean streams() {
    return parts.contains(Part.INPUT) || parts.contains(Part.OUTPUT);
  }

  /** Of several methods of a name Lambda takes the longest, a context counting twice. */
  int weight() {
    boolean context = !parts.isEmpty() && parts.get(parts.size() - 1) == Part.CONTEXT;
    return parts.size() + (context ? 1 : 0);
  }

  private static Part part(Class<?> type) {
    if (type == InputStream.class) {
      return Part.INPUT;
    }
    if (type == OutputStream.class) {
      return Part.OUTPUT;
    }
    return isContext(type) ? Part.CONTEXT : Part.EVENT;
  }

  private static boolean isContext(Class<?> type) {
    return type.getName().equals(CONTEXT);
  }
}

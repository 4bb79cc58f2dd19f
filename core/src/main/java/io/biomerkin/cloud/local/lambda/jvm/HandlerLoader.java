package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the method that a handler's name means, in the order and with the words of Lambda. */
final class HandlerLoader {

  private static final String CORE = "com.amazonaws.services.lambda.runtime.";
  private static final String NOT_FOUND = "Runtime.HandlerNotFound";

  private final ClassLoader classes;
  private final Payloads payloads;

  HandlerLoader(ClassLoader classes, Payloads payloads) {
    this.classes = classes;
    this.payloads = payloads;
  }

  /**
   * The handler.
   *
   * @param name {@code package.Class::method}, or {@code package.Class} for an interface's
   */
  MethodHandler load(String name) throws LoadFailure {
    List<String> parts = Arrays.asList(name.split("::", -1));
    if (parts.size() > 2 || parts.contains("")) {
      throw new LoadFailure("Runtime.MalformedHandlerName", "Invalid handler: `" + name + "'");
    }
    Class<?> type = type(parts.get(0));
    try {
      return parts.size() == 2 ? ofMethod(type, parts.get(1)) : ofInterface(type);
    } catch (LinkageError e) {
      throw notLoaded(type.getName(), e);
    }
  }

  private Class<?> type(String name) throws LoadFailure {
    try {
      return Class.forName(name, true, classes);
    } catch (ClassNotFoundException e) {
      throw new LoadFailure("Class not found: " + name, e);
    } catch (LinkageError e) {
      throw notLoaded(name, e);
    }
  }

  private static LoadFailure notLoaded(String name, LinkageError e) {
    String what = e.getMessage() == null ? "" : ": " + e.getMessage();
    boolean lambdas = what.contains(CORE.replace('.', '/'));
    // On AWS the runtime has it, so that a package may come without.
    String hint =
        lambdas ? " (the package must bring com.amazonaws:aws-lambda-java-core here)" : "";
    return new LoadFailure("Error loading class " + name + what + hint, e);
  }

  private MethodHandler ofInterface(Class<?> type) throws LoadFailure {
    Optional<Method> streams = method("RequestStreamHandler", type);
    if (streams.isPresent()) {
      return handler(streams.get(), type, Optional.empty(), Optional.empty());
    }
    Method handle =
        method("RequestHandler", type)
            .orElseThrow(
                () ->
                    new LoadFailure(
                        NOT_FOUND,
                        "Class does not implement an appropriate handler interface: "
                            + type.getName()));
    JavaType[] types = payloads.parameters(type, handle.getDeclaringClass());
    if (types.length != 2) {
      throw new LoadFailure(
          NOT_FOUND,
          "Class "
              + type.getName()
              + " does not implement RequestHandler with concrete type parameters");
    }
    return handler(handle, type, Optional.of(types[0]), result(types[1]));
  }

  /** The method of one of Lambda's interfaces, if the class has it. */
  private Optional<Method> method(String name, Class<?> type) {
    try {
      Class<?> wanted = Class.forName(CORE + name, false, classes);
      return wanted.isAssignableFrom(type)
          ? Stream.of(wanted.getMethods())
              .filter(method -> method.getName().equals("handleRequest"))
              .findFirst()
          : Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private MethodHandler ofMethod(Class<?> type, String name) throws LoadFailure {
    Method method =
        Stream.of(type.getMethods())
            .filter(each -> each.getName().equals(name) && Signature.of(each).isCalled())
            .min(
                Comparator.comparing(Method::isBridge)
                    .thenComparing(each -> -Signature.of(each).weight()))
            .orElseThrow(
                () ->
                    new LoadFailure(
                        NOT_FOUND,
                        "No public method named %s with appropriate method signature found on class %s"
                            .formatted(name, type.getName())));
    Optional<JavaType> input =
        Stream.of(method.getGenericParameterTypes())
            .findFirst()
            .map(first -> payloads.type(first, type));
    return handler(method, type, input, result(payloads.type(method.getGenericReturnType(), type)));
  }

  private MethodHandler handler(
      Method method, Class<?> type, Optional<JavaType> input, Optional<JavaType> output)
      throws LoadFailure {
    Object instance = Modifier.isStatic(method.getModifiers()) ? null : instance(type);
    return new MethodHandler(method, instance, Signature.of(method), input, output, payloads);
  }

  private static Optional<JavaType> result(JavaType type) {
    return type.hasRawClass(void.class) || type.hasRawClass(Void.class)
        ? Optional.empty()
        : Optional.of(type);
  }

  private static @Nullable Object instance(Class<?> type) throws LoadFailure {
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
      String what =
          inner
              ? " cannot be instantiated because it is a non-static inner class"
              : " has no public zero-argument constructor";
      throw new LoadFailure("java.lang.Exception", "Class " + type.getName() + what);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LoadFailure(String.valueOf(cause.getLocalizedMessage()), cause);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }
}

package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda tells a handler beside the event. Its interfaces are the function's own ({@code
 * aws-lambda-java-core} in its package), so they are implemented by name.
 */
final class InvocationContext {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, String> environment;
  private final JsonNode invocation;
  private final PrintStream log;
  private final long end;

  InvocationContext(Map<String, String> environment, JsonNode invocation, PrintStream log) {
    this.environment = environment;
    this.invocation = invocation;
    this.log = log;
    this.end = System.nanoTime() + invocation.path("timeoutMillis").asLong() * 1_000_000;
  }

  /** This context behind that interface. */
  Object as(Class<?> context) {
    return behind(context, (method, arguments) -> value(method));
  }

  private @Nullable Object value(Method method) {
    return switch (method.getName()) {
      case "getAwsRequestId" -> invocation.path("requestId").asText();
      case "getInvokedFunctionArn" -> invocation.path("arn").asText();
      case "getFunctionName" -> environment.get("AWS_LAMBDA_FUNCTION_NAME");
      case "getFunctionVersion" -> environment.get("AWS_LAMBDA_FUNCTION_VERSION");
      case "getLogGroupName" -> environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
      case "getLogStreamName" -> environment.get("AWS_LAMBDA_LOG_STREAM_NAME");
      case "getMemoryLimitInMB" ->
          Integer.valueOf(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "0"));
      case "getRemainingTimeInMillis" -> (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
      case "getLogger" -> behind(method.getReturnType(), (logger, arguments) -> print(arguments));
      case "getClientContext" -> client(method.getReturnType());
      default -> null;
    };
  }

  /** The caller's context; null, as on AWS, when there is none. */
  private @Nullable Object client(Class<?> type) {
    String text = invocation.path("clientContext").asText();
    if (text.isEmpty()) {
      return null;
    }
    try {
      JsonNode context = MAPPER.readTree(text);
      return behind(
          type,
          (method, arguments) ->
              switch (method.getName()) {
                case "getCustom" -> MAPPER.convertValue(context.path("custom"), Map.class);
                case "getEnvironment" -> MAPPER.convertValue(context.path("env"), Map.class);
                default -> null;
              });
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the client context is no JSON", e);
    }
  }

  /** Lines of the logger, as text or bytes, with a level or without. */
  private @Nullable Object print(@Nullable Object[] arguments) {
    Object line = arguments[0];
    log.println(line instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : line);
    return null;
  }

  private static Object behind(
      Class<?> type, BiFunction<Method, @Nullable Object[], @Nullable Object> answers) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "toString" -> type.getSimpleName();
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == arguments[0];
              default -> answers.apply(method, arguments);
            });
  }
}

package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Loads a function's handler and runs it for every event that comes down the channel. */
public final class Main {

  private final Map<String, String> environment;
  private final Channel channel;

  private Main(Map<String, String> environment, Channel channel) {
    this.environment = environment;
    this.channel = channel;
  }

  /** Runs until there are no more events, or the handler cannot be loaded. */
  public static void main(String[] arguments) throws InterruptedException {
    Channel channel = Channel.open();
    new Main(System.getenv(), channel).run();
    channel.leave();
  }

  private void run() throws InterruptedException {
    MethodHandler handler;
    try {
      handler = load();
    } catch (Throwable e) {
      channel.finish(failed(e));
      return;
    }
    channel.send(message("ready"));
    while (true) {
      JsonNode event = channel.next();
      try {
        String payload = handler.handle(event.path("event").asText(), context(handler, event));
        channel.finish(message("done").put("payload", payload));
      } catch (Throwable e) { // whatever a function throws is its answer
        channel.finish(failed(e));
      }
    }
  }

  private MethodHandler load() throws LoadFailure, IOException {
    int release = JavaRelease.ofRuntime(environment.getOrDefault("AWS_EXECUTION_ENV", ""));
    ClassLoader classes = TaskClassLoader.of(Path.of(variable("LAMBDA_TASK_ROOT")), release);
    Thread.currentThread().setContextClassLoader(classes);
    return new HandlerLoader(classes, new Payloads()).load(variable("_HANDLER"));
  }

  private Object context(MethodHandler handler, JsonNode event) {
    return handler.context(new InvocationContext(environment, event, channel.log()));
  }

  private ObjectNode failed(Throwable error) {
    return MachineTooOld.in(error)
        .map(found -> message("unsupported").put("needs", found.needs()))
        .orElseGet(() -> message("failed").set("error", ErrorReport.told(error, channel.log())));
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}

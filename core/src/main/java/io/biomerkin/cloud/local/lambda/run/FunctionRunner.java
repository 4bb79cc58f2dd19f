package io.biomerkin.cloud.local.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.lambda.run.Sandboxes.Warm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs invocations, each in a process of its function, and tells how they ended as Lambda does. */
public final class FunctionRunner implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration LEAST_INIT = Duration.ofSeconds(10);
  private static final int MOST_PAYLOAD = 6_291_556;

  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "embedded-lambda");
            thread.setDaemon(true);
            return thread;
          });
  private final Sandboxes sandboxes;

  /**
   * A runner.
   *
   * @param root where code is unpacked
   * @param programs the programs it may use
   */
  public FunctionRunner(Path root, Programs programs) {
    this.sandboxes = new Sandboxes(root, programs, executor);
  }

  /**
   * An outcome and the log stream it belongs to.
   *
   * @param outcome the outcome
   * @param logStream the log stream
   */
  public record Run(Outcome outcome, String logStream) {}

  /**
   * Runs one invocation.
   *
   * @param day the day as log streams have it, {@code 2026/01/31}
   */
  public Run run(FunctionSpec function, Invocation invocation, String day, AwsCalls calls) {
    long start = System.nanoTime();
    Optional<Warm> idle = sandboxes.idle(function);
    Warm warm = idle.orElseGet(() -> sandboxes.start(function, day, calls));
    boolean keep = false;
    try {
      JsonNode first =
          idle.isPresent() ? ready() : runnable(function, firstMessage(warm, invocation));
      Duration init = idle.isPresent() ? Duration.ZERO : since(start);
      if (!type(first).equals("ready")) {
        return new Run(ended(warm, first, invocation, Duration.ZERO, init), warm.logStream());
      }
      long begin = System.nanoTime();
      warm.sandbox().send(message(invocation));
      JsonNode last = runnable(function, warm.sandbox().receive(invocation.timeout()));
      keep = type(last).matches("done|failed");
      return new Run(ended(warm, last, invocation, since(begin), init), warm.logStream());
    } finally {
      if (keep) {
        sandboxes.release(warm);
      } else {
        warm.sandbox().close();
      }
    }
  }

  @Override
  public void close() {
    sandboxes.close();
    executor.shutdownNow();
  }

  /** Loading a handler may take ten seconds, and as long as the function itself at most. */
  private static JsonNode firstMessage(Warm warm, Invocation invocation) {
    Duration timeout = invocation.timeout();
    return warm.sandbox().receive(timeout.compareTo(LEAST_INIT) > 0 ? timeout : LEAST_INIT);
  }

  /** Lets a message pass, unless it tells of a fault of this machine, not of the function. */
  private static JsonNode runnable(FunctionSpec function, JsonNode message) {
    if (type(message).equals("unsupported")) {
      throw JavaCommand.tooOld(function.name(), message.path("needs").asInt());
    }
    return message;
  }

  private static Outcome ended(
      Warm warm, JsonNode last, Invocation invocation, Duration took, Duration init) {
    String id = invocation.requestId();
    return switch (type(last)) {
      case "done" -> done(last, warm, took, init);
      case "failed" ->
          new Outcome(last.path("error").toString(), true, warm.sandbox().printed(), took, init);
      case "gone" -> {
        int status = warm.sandbox().exitStatus();
        String how =
            status == 0 ? "without providing a reason" : "with error: " + statusText(status);
        yield crashed(warm, "Runtime.ExitError", id, "Runtime exited " + how, took, init);
      }
      default -> {
        warm.sandbox().close();
        String seconds =
            String.format(Locale.ROOT, "%.2f", invocation.timeout().toMillis() / 1000.0);
        yield crashed(
            warm,
            "Sandbox.Timedout",
            id,
            "Task timed out after " + seconds + " seconds",
            took.isZero() ? invocation.timeout() : took,
            init);
      }
    };
  }

  private static Outcome done(JsonNode last, Warm warm, Duration took, Duration init) {
    String payload = last.path("payload").asText();
    List<String> log = warm.sandbox().printed();
    if (payload.getBytes(StandardCharsets.UTF_8).length <= MOST_PAYLOAD) {
      return new Outcome(payload, false, log, took, init);
    }
    ObjectNode error =
        MAPPER
            .createObjectNode()
            .put("errorType", "Function.ResponseSizeTooLarge")
            .put(
                "errorMessage",
                "Response payload size exceeded maximum allowed payload size ("
                    + MOST_PAYLOAD
                    + " bytes).");
    return new Outcome(error.toString(), true, log, took, init);
  }

  private static Outcome crashed(
      Warm warm, String type, String id, String what, Duration took, Duration init) {
    String message = "RequestId: " + id + " Error: " + what;
    List<String> log = new ArrayList<>(warm.sandbox().printed());
    log.add(message);
    ObjectNode error =
        MAPPER.createObjectNode().put("errorType", type).put("errorMessage", message);
    return new Outcome(error.toString(), true, log, took, init);
  }

  private static String statusText(int status) {
    return status > 128 && status < 160 ? "signal: " + (status - 128) : "exit status " + status;
  }

  private static ObjectNode message(Invocation invocation) {
    return MAPPER
        .createObjectNode()
        .put("type", "invoke")
        .put("requestId", invocation.requestId())
        .put("arn", invocation.arn())
        .put("event", invocation.event())
        .put("clientContext", invocation.clientContext())
        .put("timeoutMillis", invocation.timeout().toMillis());
  }

  private static JsonNode ready() {
    return MAPPER.createObjectNode().put("type", "ready");
  }

  private static String type(JsonNode message) {
    return message.path("type").asText();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

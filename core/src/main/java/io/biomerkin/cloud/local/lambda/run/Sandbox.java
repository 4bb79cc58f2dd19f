package io.biomerkin.cloud.local.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One child process that runs a function, one invocation after the other. It is spoken to in lines
 * of JSON on its standard input and output; what it prints itself arrives on its standard error. It
 * ends when its input ends, so none outlives this JVM.
 */
final class Sandbox implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Process process;
  private final Writer input;
  private final PrintedLines printed;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

  private Sandbox(Process process, AwsCalls calls, Executor executor) {
    this.process = process;
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.printed = new PrintedLines(process.getErrorStream());
    executor.execute(printed);
    executor.execute(() -> read(calls, executor));
  }

  static Sandbox start(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      AwsCalls calls,
      Executor executor) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new Sandbox(builder.start(), calls, executor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a message; a process that is gone is noticed when its answer does not come. */
  void send(ObjectNode message) {
    synchronized (input) {
      try {
        input.write(message.toString());
        input.write('\n');
        input.flush();
      } catch (IOException e) {
        messages.add(gone());
      }
    }
  }

  /** The next message; one of type {@code late} when none comes in time. */
  JsonNode receive(Duration timeout) {
    try {
      JsonNode message = messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return message == null ? MAPPER.createObjectNode().put("type", "late") : message;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** What the invocation printed that just ended. */
  List<String> printed() {
    try {
      return printed.next();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The status it exited with; waits for the end of a process that is about to end. */
  int exitStatus() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process and what it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read(AwsCalls calls, Executor executor) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode message = MAPPER.readTree(line);
        if (message.path("type").asText().equals("call")) {
          executor.execute(() -> answer(calls, message));
        } else {
          messages.add(message);
        }
      }
    } catch (IOException e) {
      close();
    } finally {
      messages.add(gone());
    }
  }

  private void answer(AwsCalls calls, JsonNode call) {
    ObjectNode answer = calls.answer(call);
    send(answer.put("type", "answer").put("id", call.path("id").asInt()));
  }

  private CancellationException interrupted() {
    close();
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while a function ran");
  }

  private static ObjectNode gone() {
    return MAPPER.createObjectNode().put("type", "gone");
  }
}

package io.biomerkin.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs other programs to their end, or to the end of our patience, and keeps what they say.
 *
 * @param folder where they run
 * @param environment what to add to their environment
 * @param patience how long one may take
 */
record Program(Path folder, Map<String, String> environment, Duration patience) {

  private static final int SECONDS_TO_TIDY = 2;

  /** In the folder that we run in. */
  static Program here(Duration patience) {
    return new Program(Path.of("").toAbsolutePath(), Map.of(), patience);
  }

  /**
   * What a program said.
   *
   * @param exit its exit code
   * @param output all of its standard output
   * @param errors all of its standard error
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Outcome(int exit, byte[] output, String errors) {

    /** Its output as text. */
    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    /** The last line of its errors, or an empty text. */
    String lastError() {
      return errors.strip().lines().reduce((a, b) -> b).orElse("");
    }
  }

  /** The program is not there, or is none. */
  static final class Missing extends IOException {
    private static final long serialVersionUID = 1L;

    Missing(String program, IOException cause) {
      super(program + " is not installed", cause);
    }
  }

  /** The program took longer than our patience, and was ended. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooLong(String program, Duration patience) {
      super(program + " did not end within " + patience.toSeconds() + " seconds");
      this.seconds = patience.toSeconds();
    }

    long seconds() {
      return seconds;
    }
  }

  /**
   * Runs a program; it reads the input and no terminal.
   *
   * @throws IOException {@link Missing}, {@link TooLong}, or {@link InterruptedIOException}
   */
  Outcome run(List<String> command, byte[] input) throws IOException {
    // Files, not pipes: what the program leaves running behind it would hold a pipe open.
    try (Scratch scratch = Scratch.create()) {
      Path output = scratch.folder().resolve("output");
      Path errors = scratch.folder().resolve("errors");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(scratch.write("input", input).toFile());
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      int exit = exit(start(builder), command.get(0));
      String told = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
      return new Outcome(exit, Files.readAllBytes(output), told);
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Missing(builder.command().get(0), e);
    }
  }

  private int exit(Process process, String program) throws IOException {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      stop(process);
      throw new TooLong(program, patience);
    } catch (InterruptedException e) {
      stop(process);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Gently first: Git removes its lock files when it is asked to end. */
  private static void stop(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<Process> end = process.onExit();
    end.completeOnTimeout(process, SECONDS_TO_TIDY, TimeUnit.SECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}

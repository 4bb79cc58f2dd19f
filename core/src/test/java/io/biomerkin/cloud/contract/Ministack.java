package io.biomerkin.cloud.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * The emulator that others wrote: installed once a user, in a Python environment of its own that is
 * kept between runs; started by the first test of a process that asks for it, and ended with that
 * process.
 */
public final class Ministack {

  private static final String VERSION = "1.5.33";

  /** Part of Lambda's own Python, so that the functions which it runs find it. */
  private static final String BOTO = "1.43.106";

  /** Ends when its standard input does, which is when whoever started it has ended, however. */
  private static final String PROGRAM =
      """
      import os, signal, sys, threading
      def end_with_parent():
          sys.stdin.buffer.read()
          os.kill(os.getpid(), signal.SIGTERM)
      threading.Thread(target=end_with_parent, daemon=True).start()
      sys.argv = ["ministack"]
      from ministack.app import main
      main()
      """;

  private static final int ATTEMPTS = 300;

  private static Optional<Ministack> only = Optional.empty();

  private final Optional<String> endpoint;
  private final String reason;

  private Ministack(Optional<String> endpoint, String reason) {
    this.endpoint = endpoint;
    this.reason = reason;
  }

  /**
   * Where it listens, e.g. {@code http://127.0.0.1:40123}.
   *
   * @throws TestAbortedException with the reason, where it cannot run
   */
  public static synchronized String endpoint() {
    if (only.isEmpty()) {
      only = Optional.of(start());
    }
    Ministack it = only.get();
    return it.endpoint.orElseThrow(() -> new TestAbortedException(it.reason));
  }

  private static Ministack start() {
    try {
      return new Ministack(Optional.of(run(install())), "");
    } catch (IOException e) {
      return new Ministack(Optional.empty(), "ministack cannot run here: " + e.getMessage());
    }
  }

  /** The Python that has it. */
  private static Path install() throws IOException {
    String python = output("python3", "-c", "import platform; print(platform.python_version())");
    Path folder = caches().resolve("ministack-" + VERSION + "-" + BOTO + "-python" + python);
    Path done = folder.resolve("installed");
    Files.createDirectories(caches());
    Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
    // Two test processes may begin at once.
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !Files.exists(done)) {
        Path program = folder.resolve("bin/python");
        output("python3", "-m", "venv", "--clear", folder.toString());
        output(
            program.toString(),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "ministack==" + VERSION,
            "boto3==" + BOTO);
        Files.createFile(done);
      }
    }
    return folder.resolve("bin/python");
  }

  /** By the XDG Base Directory Specification. */
  private static Path caches() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(given -> given.startsWith("/"))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("biomerkin/tests");
  }

  private static String run(Path python) throws IOException {
    int port = freePort();
    Path log = Files.createTempFile("ministack", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-c", PROGRAM)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("BIND_HOST", "127.0.0.1");
    builder.environment().put("GATEWAY_PORT", Integer.toString(port));
    builder.environment().put("IOT_MTLS_ENABLED", "0");
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Process process = builder.start();
    String url = "http://127.0.0.1:" + port;
    for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
      if (isHealthy(url)) {
        return url;
      }
      pause(process);
    }
    process.destroy();
    throw new IOException("it did not start: " + lastLines(Files.readString(log)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isHealthy(String url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/_ministack/health").toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(2_000);
      try (InputStream body = connection.getInputStream()) {
        return body.readAllBytes().length > 0;
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause(Process process) {
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a program prints that has to succeed. */
  private static String output(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(command[0] + " is not installed", e);
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + lastLines(printed));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return printed.strip();
  }

  private static String lastLines(String text) {
    List<String> lines = text.lines().toList();
    return lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("\n"));
  }
}

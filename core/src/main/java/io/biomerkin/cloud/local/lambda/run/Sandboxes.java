package io.biomerkin.cloud.local.lambda.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Starts the processes of functions, and keeps a few that are idle for their next invocation. */
final class Sandboxes implements AutoCloseable {

  private static final int MOST_IDLE = 8;

  private final Programs programs;
  private final Unpacked code;
  private final Bootstrap bootstrap;
  private final Executor executor;
  private final Deque<Warm> idle = new ArrayDeque<>();

  Sandboxes(Path root, Programs programs, Executor executor) {
    this.programs = programs;
    this.code = new Unpacked(root.resolve("code"));
    this.bootstrap = new Bootstrap(root.resolve("bootstrap"));
    this.executor = executor;
  }

  /**
   * A process of a function.
   *
   * @param key the function it runs
   * @param sandbox the process
   * @param logStream where its lines go
   */
  record Warm(String key, Sandbox sandbox, String logStream) {}

  /** A process that ran the same version before, if one is idle. */
  synchronized Optional<Warm> idle(FunctionSpec function) {
    for (Iterator<Warm> each = idle.iterator(); each.hasNext(); ) {
      Warm warm = each.next();
      if (warm.key().equals(function.key())) {
        each.remove();
        if (warm.sandbox().isAlive()) {
          return Optional.of(warm);
        }
        warm.sandbox().close();
      }
    }
    return Optional.empty();
  }

  /** A new process; it loads the handler and then tells that it is ready. */
  Warm start(FunctionSpec function, String day, AwsCalls calls) {
    String program = programs.program(function.runtime(), function.name());
    Path tasks =
        code.folder(
            function.codeSha256(),
            folder -> CodePackage.unpack(Files.readAllBytes(function.code()), folder));
    String stream =
        day + "/[" + function.version() + "]" + UUID.randomUUID().toString().replace("-", "");
    Path runtime = bootstrap.folder();
    Sandbox sandbox =
        Sandbox.start(
            command(program, function, runtime),
            tasks,
            environment(function, tasks, runtime, stream),
            calls,
            executor);
    return new Warm(function.key(), sandbox, stream);
  }

  /** Takes a process back that is fit for another invocation. */
  synchronized void release(Warm warm) {
    idle.addFirst(warm);
    if (idle.size() > MOST_IDLE) {
      idle.removeLast().sandbox().close();
    }
  }

  @Override
  public synchronized void close() {
    idle.forEach(warm -> warm.sandbox().close());
    idle.clear();
  }

  /** Python without the site packages of the machine: Lambda does not have them either. */
  private static List<String> command(String program, FunctionSpec function, Path runtime) {
    if (function.runtime().startsWith("java")) {
      return JavaCommand.of(program, runtime.resolve("home"), function.name());
    }
    return function.runtime().startsWith("node")
        ? List.of(program, runtime.resolve("node/bootstrap.mjs").toString())
        : List.of(
            program, "-S", "-B", "-X", "utf8", runtime.resolve("python/bootstrap.py").toString());
  }

  private Map<String, String> environment(
      FunctionSpec function, Path tasks, Path runtime, String stream) {
    Map<String, String> environment = new TreeMap<>(function.variables());
    environment.putIfAbsent("LANG", "en_US.UTF-8");
    environment.putIfAbsent("TZ", ":UTC");
    // An SDK in the package must not find the credentials of whoever tries the function out.
    environment.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
    environment.putIfAbsent("AWS_CONFIG_FILE", runtime.resolve("home/config").toString());
    environment.putIfAbsent(
        "AWS_SHARED_CREDENTIALS_FILE", runtime.resolve("home/credentials").toString());
    environment.put("PATH", programs.path() + File.pathSeparator + "/usr/bin:/bin");
    environment.put("AWS_REGION", function.region());
    environment.put("AWS_DEFAULT_REGION", function.region());
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    environment.put("LAMBDA_TASK_ROOT", tasks.toString());
    environment.put("LAMBDA_RUNTIME_DIR", runtime.toString());
    environment.put("_HANDLER", function.handler());
    return environment;
  }
}

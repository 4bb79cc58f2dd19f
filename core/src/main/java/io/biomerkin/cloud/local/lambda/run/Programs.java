package io.biomerkin.cloud.local.lambda.run;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the programs that run functions.
 *
 * @param path the search path, as in the variable {@code PATH}
 */
public record Programs(String path) {

  /** The programs of this process. */
  public static Programs ofThisProcess() {
    return new Programs(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /**
   * The command that runs a runtime.
   *
   * @throws ProblemException when the program is not installed, or the runtime is not embedded
   */
  String program(String runtime, String function) {
    String name = name(runtime, function);
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> missing(name, runtime, function));
  }

  private static String name(String runtime, String function) {
    if (runtime.startsWith("python3")) {
      return "python3";
    }
    if (runtime.startsWith("nodejs")) {
      return "node";
    }
    throw new ProblemException(
        ProblemCode.NOT_EMBEDDED,
        "function " + function,
        "the embedded cloud does not run the runtime " + runtime,
        "it runs python3 and nodejs runtimes; try this function on AWS");
  }

  private static ProblemException missing(String name, String runtime, String function) {
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "function " + function,
        name
            + " is not installed, but the embedded cloud runs this agent's "
            + runtime
            + " code with it",
        "install " + name + " or put it on the PATH, then run the same command again");
  }
}

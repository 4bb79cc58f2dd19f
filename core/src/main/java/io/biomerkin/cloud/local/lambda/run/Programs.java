package io.biomerkin.cloud.local.lambda.run;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the programs that run functions.
 *
 * @param path the search path, as in the variable {@code PATH}
 * @param javaHome where Java is that runs Java functions
 */
public record Programs(String path, Path javaHome) {

  /** The programs of this process. */
  public static Programs ofThisProcess() {
    return new Programs(
        Optional.ofNullable(System.getenv("PATH")).orElse(""),
        Path.of(System.getProperty("java.home")));
  }

  /**
   * Refuses a function that cannot run here.
   *
   * @throws ProblemException when the program is not installed, or the runtime is not embedded
   */
  public void require(String runtime, String function) {
    String unused = program(runtime, function);
  }

  /**
   * The command that runs a runtime.
   *
   * @throws ProblemException when the program is not installed, or the runtime is not embedded
   */
  String program(String runtime, String function) {
    if (runtime.startsWith("java")) {
      return java(runtime, function);
    }
    String name = name(runtime, function);
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Programs::isProgram)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                missing(
                    name,
                    runtime,
                    function,
                    "install " + name + " or put it on the PATH, then run the same command again"));
  }

  /** The Java that runs this library: it is there, and as new as the program that it runs. */
  private String java(String runtime, String function) {
    return Stream.of("java", "java.exe")
        .map(name -> javaHome.resolve("bin").resolve(name))
        .filter(Programs::isProgram)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                missing(
                    "java",
                    runtime,
                    function,
                    "set JAVA_HOME to a JDK, then run the same command again"));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
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
        "it runs python3, nodejs and java runtimes; try this function on AWS");
  }

  private static ProblemException missing(
      String name, String runtime, String function, String next) {
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "function " + function,
        name
            + " is not installed, but the embedded cloud runs this agent's "
            + runtime
            + " code with it",
        next);
  }
}

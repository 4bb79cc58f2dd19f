package io.biomerkin.pack;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs pip for the platform of Lambda, whatever this machine is. */
final class Pip {

  private static final int LAST_LINES = 12;
  private static final Map<String, String> NEUTRAL =
      Map.of("PIP_USER", "0", "PIP_REQUIRE_VIRTUALENV", "0", "PIP_DISABLE_PIP_VERSION_CHECK", "1");

  private final String python;
  private final Map<String, String> environment;

  /**
   * Pip as a module of an interpreter.
   *
   * @param python the interpreter
   * @param environment what to add to its environment
   */
  Pip(String python, Map<String, String> environment) {
    this.python = python;
    this.environment = environment;
  }

  /** The machine's own. */
  static Pip ofMachine() {
    return new Pip("python3", Map.of());
  }

  /** Installs the requirements into the target folder. */
  void install(Requirements requirements, Path file, Path target) {
    List<String> command = command(requirements, file, target);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(NEUTRAL);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = read(process);
      if (process.waitFor() != 0) {
        throw failed(requirements, output);
      }
    } catch (IOException e) {
      throw missing(requirements, "there is no " + python + " on the PATH");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(requirements, "interrupted");
    }
  }

  private List<String> command(Requirements requirements, Path file, Path target) {
    List<String> command = new ArrayList<>(List.of(python, "-m", "pip", "install"));
    command.addAll(List.of("--quiet", "--no-input", "--no-compile", "--progress-bar", "off"));
    command.addAll(List.of("--only-binary=:all:", "--implementation", "cp"));
    command.addAll(List.of("--python-version", requirements.pythonVersion()));
    requirements.platforms().forEach(platform -> command.addAll(List.of("--platform", platform)));
    if (requirements.file().hashed()) {
      command.add("--require-hashes");
    }
    command.addAll(List.of("--target", target.toString(), "--requirement", file.toString()));
    return command;
  }

  private static String read(Process process) throws IOException {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      process.destroy();
      throw e;
    }
  }

  private ProblemException failed(Requirements requirements, String output) {
    if (output.contains("No module named pip")) {
      return missing(requirements, python + " has no pip");
    }
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    String last =
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
            .map(Pip::redacted)
            .collect(Collectors.joining("\n"));
    return new ProblemException(
        ProblemCode.REQUIREMENTS_FAILED,
        requirements.label(),
        "pip could not install the requirements for " + requirements.runtime() + ":\n" + last,
        "see to it that each has a wheel for Lambda and that the package index answers");
  }

  private static ProblemException missing(Requirements requirements, String what) {
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        requirements.label(),
        what + ", and the requirements are installed with pip",
        "install Python 3 with pip");
  }

  /** Addresses of package indexes may hold a password. */
  private static String redacted(String line) {
    return line.replaceAll("://[^/@\\s]+@", "://***@");
  }
}

package io.biomerkin.synth;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Node process that CDK runs in: jsii starts it once a JVM and ends it with the JVM.
 *
 * @param program what to start, {@code node} as found on the PATH or a path
 */
record Node(String program) {

  /** The oldest that aws-cdk-lib supports. */
  private static final int OLDEST = 20;

  /**
   * What Node runs. jsii's own script would start a second Node, tell people to upgrade this one,
   * and pass on every message between the two; ours runs the same kernel in the first. The kernel
   * talks through file 3, which is then Java's two pipes; what else is printed goes to Java's
   * standard error, as with jsii's script.
   */
  private static final String KERNEL =
      """
      const fs = require("fs"), { readSync, writeSync } = fs;
      fs.readSync = (file, ...more) => readSync(file === 3 ? 0 : file, ...more);
      fs.writeSync = (file, ...more) => writeSync(file === 3 ? 1 : file, ...more);
      process.stdout.write = process.stderr.write.bind(process.stderr);
      require(require("path").resolve(process.argv[1], "../../lib/program.js"));""";

  /** Guarded by the lock of the engine. */
  private static boolean serves;

  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+.*");

  static Node onPath() {
    return new Node("node");
  }

  /**
   * Has CDK loaded in a Node that can run it, without template validation (which takes ten times as
   * long as the synthesis; we validate deliberately) and without jsii's notices. Once that is so,
   * there is nothing left to do.
   *
   * @throws ProblemException when Node is missing or too old
   */
  void serveCdk() {
    if (serves) {
      return;
    }
    // Node is asked for its version while jsii starts it; what it answers explains a failure too.
    Process asked = ask();
    try {
      new Jsii().load(command());
    } finally {
      requireSupported(answer(asked));
    }
    serves = true;
  }

  /** A shell runs it: jsii appends the path of its own script. */
  private String command() {
    return "exec env CDK_VALIDATION=false "
        + program
        + " --preserve-symlinks -e '"
        + KERNEL.replace("\n", " ")
        + "'";
  }

  private Process ask() {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw missing("node is not installed");
    }
  }

  private static String answer(Process asked) {
    try {
      byte[] said = asked.getInputStream().readAllBytes();
      asked.waitFor();
      return new String(said, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw missing("node does not tell its version");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while looking for node");
    }
  }

  /** Refuses one that is missing or too old. */
  void requireSupported() {
    requireSupported(answer(ask()));
  }

  private static void requireSupported(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw missing("node does not tell its version but \"" + version + "\"");
    }
    if (Integer.parseInt(matcher.group(1)) < OLDEST) {
      throw missing("node " + version + " is too old");
    }
  }

  private static ProblemException missing(String what) {
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "node",
        what + ": AWS CDK, which makes the template of a changed blueprint, runs on it",
        "install Node.js " + OLDEST + " or newer and put it on the PATH");
  }
}

package io.biomerkin.synth;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiRuntime;

/**
 * The Node process that CDK runs in: jsii starts it once a JVM and ends it with the JVM.
 *
 * @param program what to start, {@code node} as found on the PATH or a path
 */
record Node(String program) {

  /** The oldest that aws-cdk-lib supports. */
  private static final int OLDEST = 20;

  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+.*");

  static Node onPath() {
    return new Node("node");
  }

  /**
   * Makes sure that Node can run CDK, and that neither template validation (which takes ten times
   * as long as the synthesis; we validate deliberately) nor jsii's notices get in the way. Once
   * jsii runs, there is nothing left to do.
   *
   * <p>jsii knows two places for a command of one's own: variables of this process's environment,
   * which Java cannot change, and a field of its runtime, which is private. We write the field,
   * before jsii reads it, and leave the environment of this process alone; {@code NodeTest} fails
   * when a new version of jsii has it no more.
   *
   * @throws ProblemException when Node is missing or too old
   */
  void serveCdk() {
    try {
      Field runtime = JsiiEngine.class.getDeclaredField("runtime");
      runtime.setAccessible(true);
      Object jsii = runtime.get(JsiiEngine.getInstance());
      Field command = JsiiRuntime.class.getDeclaredField("customNode");
      command.setAccessible(true);
      if (command.get(jsii) == null) {
        command.set(jsii, command(major()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of jsii than this tool was made for", e);
    }
  }

  /** A shell runs it: jsii appends the script to start. */
  private String command(int major) {
    List<String> variables =
        List.of(
            "CDK_VALIDATION=false",
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=" + major,
            "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=1",
            "JSII_SILENCE_WARNING_KNOWN_BROKEN_NODE_VERSION=1",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=1");
    return "exec env " + String.join(" ", variables) + " " + program;
  }

  /** The major version, checked. */
  int major() {
    String version = version();
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw missing("node does not tell its version but \"" + version + "\"");
    }
    int major = Integer.parseInt(matcher.group(1));
    if (major < OLDEST) {
      throw missing("node " + version + " is too old");
    }
    return major;
  }

  private String version() {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] said = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(said, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw missing("node is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while looking for node");
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

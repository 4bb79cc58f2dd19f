package io.biomerkin.synth;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.jsii.JsiiEngine;

/** The Node process that CDK runs in. */
final class Node {

  /** The oldest that aws-cdk-lib supports. */
  private static final int OLDEST = 20;

  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+.*");

  private Node() {}

  /**
   * Makes sure that Node can run CDK, and that neither template validation (which takes ten times
   * as long as the synthesis; we validate deliberately) nor its notices get in the way.
   *
   * @throws ProblemException when Node is missing or too old
   */
  static void prepare() {
    int major = majorVersion();
    String command =
        "env CDK_VALIDATION=false"
            + " JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION="
            + major
            + " JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=1"
            + " JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=1"
            + " node";
    // jsii reads its command from this process's environment only, which Java cannot change.
    try {
      Field runtime = JsiiEngine.class.getDeclaredField("runtime");
      runtime.setAccessible(true);
      Object engine = runtime.get(JsiiEngine.getInstance());
      Field node = engine.getClass().getDeclaredField("customNode");
      node.setAccessible(true);
      node.set(engine, command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of jsii than this tool was made for", e);
    }
  }

  private static int majorVersion() {
    String version;
    try {
      Process process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      version = new String(process.getInputStream().readAllBytes()).strip();
      process.waitFor();
    } catch (IOException e) {
      throw missing("node is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted while looking for node");
    }
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw missing("node does not tell its version: " + version);
    }
    int major = Integer.parseInt(matcher.group(1));
    if (major < OLDEST) {
      throw missing("node " + version + " is too old");
    }
    return major;
  }

  private static ProblemException missing(String what) {
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "node",
        what + "; AWS CDK, which makes the template of a changed blueprint, runs on it",
        "install Node.js " + OLDEST + " or newer and put it on the PATH");
  }
}

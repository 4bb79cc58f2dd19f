package io.biomerkin.cloud.local.lambda.jvm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Releases of Java, and the class files that they take. */
final class JavaRelease {

  private static final Pattern RUNTIME = Pattern.compile("(?:.*_)?java(\\d+)(?:\\..*)?");

  /** Class files of Java 1 have version 45, and each release since has the next. */
  private static final int BEFORE_THE_FIRST = 44;

  private JavaRelease() {}

  /** That of {@code java17}, {@code AWS_Lambda_java8.al2}; this machine's for anything else. */
  static int ofRuntime(String runtime) {
    Matcher matcher = RUNTIME.matcher(runtime);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Runtime.version().feature();
  }

  static int ofClassFile(int version) {
    return version - BEFORE_THE_FIRST;
  }

  static int classFile(int release) {
    return release + BEFORE_THE_FIRST;
  }
}

package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** An error as Lambda tells it, in the answer and in the log; our own frames are left out. */
final class ErrorReport {

  private static final String OURS = ErrorReport.class.getPackageName() + ".";
  private static final int DEEPEST = 20;

  private ErrorReport() {}

  static ObjectNode told(Throwable error, PrintStream log) {
    if (error instanceof LoadFailure failure) {
      Throwable cause = failure.getCause();
      if (cause != null) {
        return told(failure.type(), failure, cause, log);
      }
      log.println(failure.getMessage());
      return report(failure.type(), failure);
    }
    return told(error.getClass().getName(), error, error, log);
  }

  private static ObjectNode told(String type, Throwable said, Throwable thrown, PrintStream log) {
    Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .forEach(ErrorReport::cut);
    ObjectNode report = report(type, said);
    log.println(report.path("errorMessage").asText() + ": " + type);
    thrown.printStackTrace(log);
    ArrayNode trace = report.putArray("stackTrace");
    Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).forEach(trace::add);
    return report;
  }

  private static ObjectNode report(String type, Throwable error) {
    String message = error.getLocalizedMessage();
    ObjectNode report =
        JsonNodeFactory.instance
            .objectNode()
            .put("errorMessage", message == null ? error.getClass().getName() : message)
            .put("errorType", type);
    report.putArray("stackTrace");
    return report;
  }

  /** Ends a trace where the function was called, the reflection in between included. */
  private static void cut(Throwable error) {
    StackTraceElement[] frames = error.getStackTrace();
    int end = 0;
    while (end < frames.length && !frames[end].getClassName().startsWith(OURS)) {
      end++;
    }
    while (end > 0 && end < frames.length && isReflection(frames[end - 1].getClassName())) {
      end--;
    }
    error.setStackTrace(Arrays.copyOf(frames, end));
  }

  private static boolean isReflection(String name) {
    return name.startsWith("java.lang.reflect.") || name.startsWith("jdk.internal.reflect.");
  }
}

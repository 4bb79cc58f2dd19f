package io.biomerkin.maven;

import io.biomerkin.deploy.DriftPolicy;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Locale;

/** {@code -Ddrift=}: what to do about resources that were changed past the stack. */
final class Drift {

  private Drift() {}

  /** The policy of that name. */
  static DriftPolicy policy(String name) {
    return switch (name) {
      case "ignore", "warn", "fail", "revert" -> DriftPolicy.valueOf(name.toUpperCase(Locale.ROOT));
      default ->
          throw new ProblemException(
              ProblemCode.WRONG_VALUE,
              "-Ddrift=" + name,
              "there is no such way to deal with drift",
              "say ignore, warn, fail or revert");
    };
  }
}

package io.biomerkin.maven;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;

/** {@code -Demergency="reason"}. */
final class Emergency {

  private Emergency() {}

  /** The reason given; Maven makes {@code true} of a property without a value. */
  static String reason(String given) {
    if (given.isBlank() || given.equals("true")) {
      throw new ProblemException(
          ProblemCode.MISSING,
          "-Demergency",
          "an emergency needs its reason: the release marker tells it",
          "say -Demergency=\"reason\"");
    }
    return given;
  }
}

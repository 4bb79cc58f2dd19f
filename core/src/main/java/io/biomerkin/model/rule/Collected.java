package io.biomerkin.model.rule;

import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Problems collected by the forms that most rules have. */
final class Collected {

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return problems;
  }

  void add(ProblemCode code, String path, String what, String next) {
    problems.add(new Problem(code, path, what, next));
  }

  void range(String path, String what, long value, long least, long most, String unit) {
    if (value < least || value > most) {
      add(
          ProblemCode.RANGE_RULE,
          path,
          what + " is " + value + unit + ", AWS takes " + least + " to " + most + unit,
          "");
    }
  }

  void range(String path, String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      add(
          ProblemCode.RANGE_RULE,
          path,
          what + " is " + words(value) + ", AWS takes " + words(least) + " to " + words(most),
          "");
    }
  }

  /** A duration in its largest whole unit. */
  static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds != 0 && seconds % 86_400 == 0) {
      return count(seconds / 86_400, "day");
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return count(seconds / 3_600, "hour");
    }
    if (seconds != 0 && seconds % 60 == 0) {
      return count(seconds / 60, "minute");
    }
    return count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  void matches(
      ProblemCode code, String path, String what, String value, Pattern pattern, String form) {
    if (!pattern.matcher(value).matches()) {
      add(code, path, what + " '" + value + "' is not " + form, "");
    }
  }

  void known(String path, String what, String name, Collection<String> known) {
    if (!known.contains(name)) {
      add(
          ProblemCode.UNKNOWN_NAME,
          path,
          "there is no " + what + " '" + name + "'",
          DidYouMean.hint(name, known));
    }
  }

  void unique(String prefix, String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        add(
            ProblemCode.DUPLICATE,
            prefix + "[" + name + "]",
            what + " '" + name + "' is declared twice",
            "rename one of them, or remove it");
      }
    }
  }
}

package io.biomerkin.maven.console;

import io.biomerkin.problem.Problem;
import java.util.List;

/** Problems for the person who reads them at night: place and cause, then what to type next. */
public final class ProblemText {

  private ProblemText() {}

  /** All problems, the root cause first. */
  public static String of(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    if (problems.size() > 1) {
      text.append(problems.size()).append(" problems");
    }
    for (Problem problem : problems) {
      text.append("\n").append(of(problem));
    }
    return text.toString();
  }

  private static String of(Problem problem) {
    String where = problem.where().isEmpty() ? "" : problem.where() + ": ";
    String next = problem.next().isEmpty() ? "" : "\n    -> " + Indented.of(problem.next());
    return problem.code().id() + " " + Indented.of(where + problem.what()) + next;
  }
}

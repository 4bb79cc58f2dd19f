package io.biomerkin.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries everything that is wrong, in the order it should be read: root cause first. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All problems of one operation; at least one. */
  public ProblemException(List<Problem> problems) {
    this(problems, null);
  }

  /** All problems of one operation and the exception that told of them. */
  public ProblemException(
      List<Problem> problems, @org.jspecify.annotations.Nullable Throwable cause) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a ProblemException needs a problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public ProblemException(Problem problem) {
    this(List.of(problem));
  }

  /** One problem, told as code, place, what happened, what to do next. */
  public ProblemException(ProblemCode code, String where, String what, String next) {
    this(new Problem(code, where, what, next));
  }

  /** The problems, root cause first; never empty. */
  public List<Problem> problems() {
    return problems;
  }

  /** The first problem: what to read if only one can be read. */
  public Problem first() {
    return problems.get(0);
  }

  /** Whose fault it is: the tool's as soon as one of the problems is. */
  public boolean isToolFault() {
    return problems.stream().anyMatch(problem -> problem.code().isToolFault());
  }
}

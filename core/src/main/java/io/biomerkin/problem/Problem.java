package io.biomerkin.problem;

/**
 * One thing that is wrong.
 *
 * @param code the stable code, explained in {@code docs/problems.md}
 * @param where the place: {@code deployment.groovy:12:5}, a model path such as {@code
 *     topology.agents[genomics].memory}, a resource, a path; empty when the whole is meant
 * @param what what happened, in one sentence without a full stop at its end
 * @param next what to do or to type next; empty when {@code what} already says it
 */
public record Problem(ProblemCode code, String where, String what, String next) {

  /** A problem whose remedy its own text tells. */
  public static Problem of(ProblemCode code, String where, String what) {
    return new Problem(code, where, what, "");
  }

  /** The same problem at another place, e.g. a model path traced back to its line. */
  public Problem at(String place) {
    return new Problem(code, place, what, next);
  }

  /** What happened and what to do: {@code what; next}. */
  public String advice() {
    return next.isEmpty() ? what : what + "; " + next;
  }

  /** {@code where: what; next [code]}, on one line. */
  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + advice() + " [" + code.id() + "]";
  }
}

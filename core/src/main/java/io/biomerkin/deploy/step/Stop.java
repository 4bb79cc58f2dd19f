package io.biomerkin.deploy.step;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;

/**
 * Somebody's wish that what is running end. It is granted where nothing is half done: before the
 * change of the stack, and during it by turning it back. After that the operation goes on to its
 * end, which is near.
 */
public final class Stop {

  private volatile boolean wanted;
  private volatile boolean late;

  /** Asks for it, from any thread. */
  public void request() {
    wanted = true;
  }

  /** Another operation begins: for that one it is not too late. */
  void begin() {
    late = false;
  }

  /** Whether it is asked for, and not too late. */
  boolean isWanted() {
    return wanted && !late;
  }

  /** From now on it is too late. */
  void tooLate() {
    late = true;
  }

  /**
   * Ends here, if that is asked for.
   *
   * @param next what would come
   */
  void before(String next) {
    if (isWanted()) {
      throw new ProblemException(
          ProblemCode.CANCELLED,
          next,
          "stopped before this step, as asked; nothing runs that did not run before",
          "run the same command again whenever you like");
    }
  }
}

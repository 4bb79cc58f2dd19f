package io.biomerkin.deploy;

import java.util.List;

/**
 * What a look at an environment in trouble found.
 *
 * @param environment the environment
 * @param state the stack's status, e.g. {@code UPDATE_ROLLBACK_COMPLETE}; {@code not deployed}
 *     where there is none
 * @param findings what is wrong or was, the likeliest cause first; none where all looks well
 */
public record Diagnosis(String environment, String state, List<Finding> findings) {

  /** Copies its list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /**
   * One thing.
   *
   * @param area {@code stack}, {@code operation}, {@code permission}, {@code function} or {@code
   *     pipeline}
   * @param name which one, e.g. {@code AdderAgent (AWS::Lambda::Function)}
   * @param what what is or was wrong, as the service tells it
   * @param lines what belongs to it, e.g. the end of a log
   * @param advice what to do
   */
  public record Finding(String area, String name, String what, List<String> lines, String advice) {

    /** Copies its list. */
    public Finding {
      lines = List.copyOf(lines);
    }
  }
}

package io.biomerkin.deploy;

import java.util.List;

/**
 * What a validation found.
 *
 * @param environment the environment
 * @param deployed whether the environment exists
 * @param findings each check, in the order in which they were made
 */
public record Validation(String environment, boolean deployed, List<Finding> findings) {

  /** Copies its list. */
  public Validation {
    findings = List.copyOf(findings);
  }

  /** Whether no check failed. */
  @com.fasterxml.jackson.annotation.JsonProperty
  public boolean passed() {
    return findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED);
  }

  /** How a check can end. */
  public enum Outcome {
    /** It is as it should be. */
    PASSED,
    /** It is not as it should be. */
    FAILED,
    /** It could not be made, and need not be. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param area what it looks at, e.g. {@code function}
   * @param name which one, e.g. {@code biomerkin-genomics-dev}
   * @param outcome how it ended
   * @param detail a few words
   */
  public record Finding(String area, String name, Outcome outcome, String detail) {

    /** A check that passed or failed. */
    public static Finding of(String area, String name, boolean passed, String detail) {
      return new Finding(area, name, passed ? Outcome.PASSED : Outcome.FAILED, detail);
    }
  }
}

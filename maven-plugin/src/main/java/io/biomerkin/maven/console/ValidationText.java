package io.biomerkin.maven.console;

import io.biomerkin.deploy.Validation;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A validation as a table of checks. */
public final class ValidationText {

  private ValidationText() {}

  /** The table and what it comes to. */
  public static List<String> of(Validation validation) {
    Table table = new Table();
    for (Finding finding : validation.findings()) {
      table.row("  " + sign(finding.outcome()), finding.area(), finding.name(), finding.detail());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        count(validation, Outcome.PASSED)
            + " passed, "
            + count(validation, Outcome.FAILED)
            + " failed, "
            + count(validation, Outcome.SKIPPED)
            + " skipped");
    if (!validation.deployed()) {
      lines.add(
          validation.environment()
              + " is not deployed yet: mvn biomerkin:deploy -Denv="
              + validation.environment());
    }
    return lines;
  }

  /** The checks that failed, for the end of the build. */
  public static String failure(Validation validation) {
    return validation.findings().stream()
        .filter(finding -> finding.outcome() == Outcome.FAILED)
        .map(f -> "\n" + f.area() + " " + f.name() + ": " + Indented.of(f.detail()))
        .collect(
            Collectors.joining(
                "",
                count(validation, Outcome.FAILED)
                    + " of "
                    + validation.findings().size()
                    + " checks failed",
                ""));
  }

  private static long count(Validation validation, Outcome outcome) {
    return validation.findings().stream().filter(f -> f.outcome() == outcome).count();
  }

  private static String sign(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "ok";
      case FAILED -> "FAILED";
      case SKIPPED -> "--";
    };
  }
}

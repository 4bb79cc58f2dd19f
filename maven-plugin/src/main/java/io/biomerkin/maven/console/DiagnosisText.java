package io.biomerkin.maven.console;

import io.biomerkin.deploy.Diagnosis;
import io.biomerkin.deploy.Diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;

/** A diagnosis: each finding with what belongs to it, and what to do. */
public final class DiagnosisText {

  private DiagnosisText() {}

  /** Its lines. */
  public static List<String> of(Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    lines.add(diagnosis.environment() + " is " + diagnosis.state());
    for (Finding finding : diagnosis.findings()) {
      lines.add("");
      lines.add(finding.area() + " " + finding.name());
      lines.add("  " + Indented.of(finding.what()));
      finding.lines().forEach(line -> lines.add("    " + line));
      lines.add("  -> " + finding.advice());
    }
    if (diagnosis.findings().isEmpty()) {
      lines.add("nothing failed that is still told of");
    }
    return lines;
  }
}

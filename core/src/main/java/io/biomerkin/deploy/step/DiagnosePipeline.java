package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Pipelines;
import io.biomerkin.cloud.Pipelines.Failure;
import io.biomerkin.cloud.Pipelines.Stage;
import io.biomerkin.deploy.Diagnosis.Finding;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the pipeline that deploys the system stands, if it has one. */
public final class DiagnosePipeline {

  /** States that need nobody. */
  private static final Set<String> WELL = Set.of("", "Succeeded", "Skipped");

  private final Site site;

  /** Diagnoses the pipeline of that site's application. */
  public DiagnosePipeline(Site site) {
    this.site = site;
  }

  /** Each stage that did not succeed, and each that nothing comes into. */
  public List<Finding> run() {
    String pipeline = site.names().pipeline();
    try {
      return findings(pipeline, new Pipelines(site.cloud()).stages(pipeline));
    } catch (RuntimeException e) {
      return List.of(Unseen.finding(site, "pipeline", pipeline, e));
    }
  }

  static List<Finding> findings(String pipeline, List<Stage> stages) {
    List<Finding> findings = new ArrayList<>();
    Redaction redaction = new Redaction(System.getenv());
    for (Stage stage : stages) {
      if (!WELL.contains(stage.status())) {
        findings.add(
            new Finding(
                "pipeline",
                pipeline + ", stage " + stage.name(),
                stage.status(),
                stage.failures().stream()
                    .map(DiagnosePipeline::line)
                    .map(redaction::blank)
                    .toList(),
                advice(pipeline, stage)));
      }
      if (!stage.closed().isEmpty()) {
        findings.add(
            new Finding(
                "pipeline",
                pipeline + ", stage " + stage.name(),
                "closed: " + redaction.blank(stage.closed()),
                List.of(),
                "aws codepipeline enable-stage-transition --transition-type Inbound"
                    + " --pipeline-name "
                    + pipeline
                    + " --stage-name "
                    + stage.name()));
      }
    }
    return findings;
  }

  private static String line(Failure failure) {
    return failure.action()
        + failure.at().map(at -> " at " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + ": "
        + (failure.reason().isEmpty() ? "no reason is told" : failure.reason())
        + (failure.url().isEmpty() ? "" : " (" + failure.url() + ")");
  }

  private static String advice(String pipeline, Stage stage) {
    if (!stage.status().equals("Failed")) {
      return "aws codepipeline get-pipeline-execution --pipeline-name "
          + pipeline
          + " --pipeline-execution-id "
          + stage.execution()
          + " tells how it goes on";
    }
    return "correct the cause, then aws codepipeline retry-stage-execution --retry-mode"
        + " FAILED_ACTIONS --pipeline-name "
        + pipeline
        + " --stage-name "
        + stage.name()
        + " --pipeline-execution-id "
        + stage.execution();
  }
}

package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Pipelines.Failure;
import io.biomerkin.cloud.Pipelines.Stage;
import io.biomerkin.deploy.Diagnosis.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosePipelineTest {

  @Test
  void of_stages_that_succeeded_or_never_ran_nothing_is_told() {
    assertThat(
            findings(
                new Stage("Source", "Succeeded", "e1", "", List.of()),
                new Stage("Deploy", "", "", "", List.of())))
        .isEmpty();
  }

  @Test
  void a_stage_that_failed_is_told_with_its_actions_and_how_to_try_again() {
    Instant at = Instant.parse("2026-10-06T14:30:22.5Z");
    assertThat(
            findings(
                new Stage(
                    "Deploy",
                    "Failed",
                    "e1",
                    "",
                    List.of(
                        new Failure("Prod", "it broke", Optional.of(at), "https://example.org/7"),
                        new Failure("Docs", "", Optional.empty(), "")))))
        .containsExactly(
            new Finding(
                "pipeline",
                "calc-cicd-pipeline, stage Deploy",
                "Failed",
                List.of(
                    "Prod at 2026-10-06T14:30:22Z: it broke (https://example.org/7)",
                    "Docs: no reason is told"),
                "correct the cause, then aws codepipeline retry-stage-execution --retry-mode"
                    + " FAILED_ACTIONS --pipeline-name calc-cicd-pipeline --stage-name Deploy"
                    + " --pipeline-execution-id e1"));
  }

  @Test
  void a_stage_at_work_and_a_closed_one_are_told() {
    assertThat(
            findings(
                new Stage("Source", "InProgress", "e2", "", List.of()),
                new Stage("Deploy", "Succeeded", "e1", "release week", List.of())))
        .containsExactly(
            new Finding(
                "pipeline",
                "calc-cicd-pipeline, stage Source",
                "InProgress",
                List.of(),
                "aws codepipeline get-pipeline-execution --pipeline-name calc-cicd-pipeline"
                    + " --pipeline-execution-id e2 tells how it goes on"),
            new Finding(
                "pipeline",
                "calc-cicd-pipeline, stage Deploy",
                "closed: release week",
                List.of(),
                "aws codepipeline enable-stage-transition --transition-type Inbound"
                    + " --pipeline-name calc-cicd-pipeline --stage-name Deploy"));
  }

  private static List<Finding> findings(Stage... stages) {
    return DiagnosePipeline.findings("calc-cicd-pipeline", List.of(stages));
  }
}

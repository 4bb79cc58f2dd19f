package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

class DiagnoseTest {

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void make() {
    project = Project.in(folder);
  }

  @Test
  void of_what_is_well_nothing_is_told() {
    assertThat(diagnose().state()).isEqualTo("not deployed");
    project.deploy("dev");
    Diagnosis diagnosis = diagnose();
    assertThat(diagnosis.state()).isEqualTo("CREATE_COMPLETE");
    assertThat(diagnosis.findings()).isEmpty();
  }

  @Test
  void an_agent_that_raised_is_told_with_the_end_of_its_log() {
    project.deploy("dev");
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise ValueError('bad')\n");
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(ProblemException.class);

    assertThat(diagnose().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.area()).isEqualTo("function");
              assertThat(finding.name()).isEqualTo("calc-adder-dev");
              assertThat(finding.lines()).anyMatch(line -> line.contains("ValueError: bad"));
              assertThat(finding.advice())
                  .isEqualTo("mvn biomerkin:validate -Denv=dev asks it whether it is well now");
            });
  }

  @Test
  void the_cause_of_a_failed_update_is_told_with_advice() {
    project.deploy("dev");
    project
        .cloud("dev")
        .client(LambdaClient.class)
        .deleteFunction(r -> r.functionName("calc-adder-dev"));
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(ProblemException.class);

    Diagnosis diagnosis = diagnose();
    assertThat(diagnosis.state()).isEqualTo("UPDATE_ROLLBACK_FAILED");
    assertThat(diagnosis.findings().get(0))
        .isEqualTo(
            new Finding(
                "stack",
                "CalcDev",
                "UPDATE_ROLLBACK_FAILED: an update failed, and could not be taken back whole",
                java.util.List.of(),
                "mvn biomerkin:recover -Denv=dev"));
    assertThat(diagnosis.findings().get(1))
        .satisfies(
            cause -> {
              assertThat(cause.area()).isEqualTo("operation");
              assertThat(cause.name()).isEqualTo("AdderAgent (AWS::Lambda::Function)");
              assertThat(cause.what()).startsWith("UPDATE_FAILED at 20").contains("not found");
              assertThat(cause.advice())
                  .isEqualTo(
                      "something was deleted by hand: put it back, then mvn biomerkin:deploy"
                          + " -Denv=dev");
            });
  }

  private Diagnosis diagnose() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.diagnose("dev");
    }
  }
}

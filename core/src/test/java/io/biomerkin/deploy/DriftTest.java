package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Property;
import io.biomerkin.deploy.Deaths.Death;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What somebody changed past the stack is told, refused, or taken back. */
class DriftTest {

  private static final String ADDER = "calc-adder-dev";

  private Project project;

  @BeforeEach
  void a_deployed_environment(@TempDir Path folder) {
    project = Project.in(folder);
    project.deploy("dev");
  }

  @Test
  void a_plan_tells_it_even_where_nothing_would_be_deployed() {
    assertThat(plan(DriftPolicy.WARN).drift()).isEmpty();
    byHand();

    Plan plan = plan(DriftPolicy.WARN);

    assertThat(plan.unchanged()).isTrue();
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.drift())
        .containsExactly(
            new DriftedResource(
                "AdderAgent",
                "AWS::Lambda::Function",
                ADDER,
                false,
                List.of(new Property("MemorySize", "128", "512"))));
    assertThat(plan(DriftPolicy.IGNORE).drift()).isEmpty();
  }

  /** Who wants no drift is not told that there is none by a look that missed something. */
  @Test
  void a_look_that_misses_something_is_told_and_fails_who_wants_no_drift() {
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                return call.operation().equals("describeStackDriftDetectionStatus")
                    ? DescribeStackDriftDetectionStatusResponse.builder()
                        .detectionStatus(StackDriftDetectionStatus.DETECTION_FAILED)
                        .detectionStatusReason("Failed to detect drift on resource [Api]")
                        .build()
                    : operation.get();
              }
            });
    String missed = "not everything could be compared: Failed to detect drift on resource [Api]";
    String refusal =
        "CalcDev: "
            + missed
            + "; correct that, or go on with -Ddrift=warn; nothing runs that did not run before"
            + " [BMK-510]";

    assertThatThrownBy(() -> project.deploy(DeployRequest.to("dev").with(DriftPolicy.FAIL)))
        .hasMessage(refusal);
    assertThatThrownBy(() -> plan(DriftPolicy.FAIL)).hasMessage(refusal);

    assertThat(project.deploy(DeployRequest.to("dev").with(DriftPolicy.WARN)).changed()).isFalse();
    assertThat(project.events).contains(new DeployEvent.Notice(missed));
  }

  @Test
  void what_was_deleted_is_told_as_that() {
    project.cloud("dev").client(SnsClient.class).listTopics().topics().stream()
        .map(topic -> topic.topicArn())
        .forEach(
            arn -> project.cloud("dev").client(SnsClient.class).deleteTopic(r -> r.topicArn(arn)));

    assertThatThrownBy(() -> project.deploy(DeployRequest.to("dev").with(DriftPolicy.FAIL)))
        .hasMessageContaining(
            "AlertsTopic (arn:aws:sns:us-east-1:000000000000:calc-alerts-dev): was deleted past the"
                + " stack; take it back with -Ddrift=revert, or go on with -Ddrift=warn; nothing runs"
                + " that did not run before [BMK-510]");
  }

  /** As of a server that speaks like AWS and does not know that kind of change set. */
  @Test
  void who_wants_it_taken_back_where_that_cannot_be_is_told() {
    byHand();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                Object answer = operation.get();
                return answer instanceof DescribeChangeSetResponse told
                    ? told.toBuilder().deploymentMode((String) null).build()
                    : answer;
              }
            });
    assertThatThrownBy(() -> project.deploy(DeployRequest.to("dev").with(DriftPolicy.REVERT)))
        .hasMessage(
            "CalcDev: this CloudFormation cannot take back what was changed past the stack; change"
                + " the resources back by hand, then run the same command without -Ddrift=revert;"
                + " nothing was changed [BMK-510]");
    project.interceptor = Optional.empty();
    Sound.assertNoChangeSetIsLeft(project, "dev");
  }

  @Test
  void a_plan_that_takes_it_back_says_what_that_changes() {
    byHand();

    Plan plan = plan(DriftPolicy.REVERT);

    assertThat(plan.unchanged()).isFalse();
    assertThat(plan.changes())
        .filteredOn(change -> change.logicalId().equals("AdderAgent"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo(ResourceChange.Action.MODIFIED);
              assertThat(change.properties()).contains(new Property("MemorySize", "512", "128"));
            });
    assertThat(memory()).isEqualTo(512);
  }

  @Test
  void a_deployment_does_not_look_unless_it_is_asked_to() {
    byHand();

    assertThat(project.deploy("dev").changed()).isFalse();
    assertThat(memory()).isEqualTo(512);
  }

  @Test
  void a_deployment_that_warns_goes_on() {
    byHand();
    project.events.clear();

    DeployResult result = project.deploy(DeployRequest.to("dev").with(DriftPolicy.WARN));

    assertThat(result.changed()).isFalse();
    assertThat(project.notices()).contains("AdderAgent was changed (MemorySize) past the stack");
    assertThat(memory()).isEqualTo(512);
  }

  @Test
  void a_deployment_that_fails_changes_nothing() {
    byHand();
    project.edit("lambda/adder.py", Project.adder("1"));
    DeployRequest request = DeployRequest.to("dev").with(DriftPolicy.FAIL);

    assertThatThrownBy(() -> project.deploy(request))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "AdderAgent (calc-adder-dev): was changed (MemorySize) past the stack; take it back with"
                + " -Ddrift=revert, or go on with -Ddrift=warn; nothing runs that did not run before"
                + " [BMK-510]");
    assertThat(project.tags()).hasSize(1);
    assertThat(memory()).isEqualTo(512);
  }

  @Test
  void a_deployment_takes_it_back_as_a_release_of_its_own() {
    byHand();
    DeployRequest request = DeployRequest.to("dev").with(DriftPolicy.REVERT);

    DeployResult result = project.deploy(request);

    assertThat(result.changed()).isTrue();
    assertThat(memory()).isEqualTo(128);
    assertThat(project.tags()).hasSize(2);
    assertThat(plan(DriftPolicy.WARN).drift()).isEmpty();
    assertThat(project.deploy(request).changed()).isFalse();
  }

  @Test
  void what_was_deleted_is_made_again() {
    lambda().deleteFunction(r -> r.functionName(ADDER));
    String topic =
        project.cloud("dev").client(SnsClient.class).listTopics().topics().get(0).topicArn();
    project.cloud("dev").client(SnsClient.class).deleteTopic(r -> r.topicArn(topic));

    project.deploy(DeployRequest.to("dev").with(DriftPolicy.REVERT));

    assertThat(plan(DriftPolicy.WARN).drift()).isEmpty();
    assertThat(project.validate("dev").passed()).isTrue();
  }

  @Test
  void a_rollback_takes_it_back_too() {
    Release first = release();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    project.deploy("dev");
    byHand();

    project.rollback(RollbackRequest.of("dev").with(DriftPolicy.REVERT));

    assertThat(release().restores()).contains(first.id());
    assertThat(memory()).isEqualTo(128);
    assertThat(plan(DriftPolicy.WARN).drift()).isEmpty();
  }

  @Test
  void a_change_that_fails_returns_to_what_was_there() {
    byHand();
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise Exception('no')\n");
    DeployRequest request = DeployRequest.to("dev").with(DriftPolicy.REVERT);

    assertThatThrownBy(() -> project.deploy(request)).isInstanceOf(ProblemException.class);

    // The release before runs again as it was released: its template is what was gone back to.
    assertThat(memory()).isEqualTo(128);
    assertThat(project.validate("dev").passed()).isTrue();
  }

  @Test
  void whoever_dies_over_taking_it_back_leaves_the_rest_to_the_next(@TempDir Path folder) {
    byHand();
    DeployRequest request = DeployRequest.to("dev").with(DriftPolicy.REVERT);
    for (Death death : Deaths.of(project, folder, () -> project.deploy(request))) {
      Project copy = Project.at(death.folder());
      Crash.bury(copy, "dev");

      copy.deploy(request);

      try (Biomerkin biomerkin = copy.open()) {
        assertThat(biomerkin.plan("dev").drift()).as(death.toString()).isEmpty();
      }
      Sound.assertSound(copy, "dev");
      assertThat(copy.tags()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void values_of_what_sounds_like_a_secret_are_not_told() {
    project.adder =
        java.util.Optional.of(
            project.agentWith(Map.of("API_TOKEN", new io.biomerkin.model.Variable.Literal("x"))));
    project.deploy("dev");
    lambda()
        .updateFunctionConfiguration(
            r ->
                r.functionName(ADDER)
                    .environment(
                        e ->
                            e.variables(Map.of("API_TOKEN", "canary-4711", "ENVIRONMENT", "dev"))));

    assertThat(plan(DriftPolicy.WARN).drift())
        .singleElement()
        .satisfies(
            drifted ->
                assertThat(drifted.properties())
                    .containsExactly(
                        new Property("Environment/Variables/API_TOKEN", "***", "***")));
  }

  @Test
  void nor_are_they_in_a_plan_of_what_would_be_deployed() {
    project.adder =
        Optional.of(
            project.agentWith(Map.of("API_TOKEN", new io.biomerkin.model.Variable.Literal("x"))));
    project.deploy("dev");
    project.adder =
        Optional.of(
            project.agentWith(Map.of("API_TOKEN", new io.biomerkin.model.Variable.Literal("y"))));

    String blanked = "{\"Variables\":{\"API_TOKEN\":\"***\",\"ENVIRONMENT\":\"dev\"}}";
    assertThat(plan(DriftPolicy.IGNORE).changes())
        .filteredOn(change -> change.logicalId().equals("AdderAgent"))
        .flatExtracting(ResourceChange::properties)
        .containsExactly(new Property("Environment", blanked, blanked));
  }

  @Test
  void a_cloud_that_cannot_tell_stops_no_plan() {
    project.interceptor =
        java.util.Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("detectStackDrift")) {
                  throw new UnsupportedOperationException();
                }
              }
            });

    Plan plan = plan(DriftPolicy.WARN);

    assertThat(plan.unchanged()).isTrue();
    assertThat(plan.driftUnknown()).isNotEmpty();
    assertThatThrownBy(() -> plan(DriftPolicy.FAIL)).isInstanceOf(ProblemException.class);
  }

  private void byHand() {
    lambda().updateFunctionConfiguration(r -> r.functionName(ADDER).memorySize(512));
  }

  private int memory() {
    return lambda().getFunctionConfiguration(r -> r.functionName(ADDER)).memorySize();
  }

  private LambdaClient lambda() {
    return project.cloud("dev").client(LambdaClient.class);
  }

  private Release release() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.history("dev").current().orElseThrow();
    }
  }

  private Plan plan(DriftPolicy policy) {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.plan("dev", policy);
    }
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
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
                List.of(),
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

  /** CloudFormation has deleted it; its events are there by its ARN. */
  @Test
  void the_cause_of_a_first_deployment_that_failed_is_told_though_nothing_of_it_is_left() {
    Scenario failing = Scenario.FIRST_DEPLOYMENT_THAT_FAILS;
    failing.prepare(folder.resolve("failing"));
    project = failing.open(folder.resolve("failing"));
    failing.run(project);

    Diagnosis diagnosis = diagnose();
    assertThat(diagnosis.state()).isEqualTo("not deployed");
    assertThat(diagnosis.findings())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.name()).isEqualTo("LateLogs (AWS::Logs::LogGroup)");
              assertThat(cause.what()).startsWith("CREATE_FAILED at 20").contains("already exists");
              assertThat(cause.advice())
                  .isEqualTo(
                      "something outside of the stack has that name: delete or rename it, then mvn"
                          + " biomerkin:deploy -Denv=dev");
            });

    project.more = List.of();
    project.deploy("dev");
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }
    assertThat(diagnose().findings()).isEmpty();
  }

  /** AWS: "Types of metrics for Lambda functions". */
  @Test
  void errors_that_only_the_metrics_tell_of_are_told() {
    project.deploy("dev");
    answering(
        "getMetricData",
        GetMetricDataResponse.builder()
            .metricDataResults(r -> r.id("e1").values(2.0, 1.0), r -> r.id("e0").values(0.0))
            .build());

    assertThat(diagnose().findings())
        .containsExactly(
            new Finding(
                "function",
                "calc-front-dev",
                "3 errors in the last 3 hours",
                List.of(),
                "mvn biomerkin:validate -Denv=dev asks it whether it is well now"));
  }

  @Test
  void what_may_not_be_looked_at_is_told_and_the_rest_is_looked_at() {
    project.deploy("dev");
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().matches("getMetricData|filterLogEvents")) {
                  throw CloudWatchException.builder()
                      .statusCode(400)
                      .awsErrorDetails(
                          AwsErrorDetails.builder()
                              .errorCode("AccessDeniedException")
                              .errorMessage("ada may not " + call.operation())
                              .build())
                      .build();
                }
              }
            });

    String next = "give who diagnoses this permission, then mvn biomerkin:diagnose -Denv=dev";
    assertThat(diagnose().findings())
        .containsExactly(
            unseen("function", "error metrics", "getMetricData", next),
            unseen("function", "logs", "filterLogEvents", next));
  }

  private static Finding unseen(String area, String name, String call, String next) {
    return new Finding(area, name, "could not be looked at: ada may not " + call, List.of(), next);
  }

  /** AWS: "IAM policy testing with the IAM policy simulator"; the deploying role has a path. */
  @Test
  void a_permission_that_was_missing_is_simulated() {
    project.deploy("dev");
    String denied =
        "User: arn:aws:sts::000000000000:assumed-role/Deploy/ci is not authorized to perform:"
            + " logs:CreateLogGroup on resource: arn:aws:logs:us-east-1:000000000000:x because no"
            + " identity-based policy allows it";
    Instant now = Instant.parse("2026-10-06T08:00:00Z");
    Map<String, Object> answers =
        Map.of(
            "describeStackEvents",
            DescribeStackEventsResponse.builder()
                .stackEvents(
                    e ->
                        e.eventId("1")
                            .stackId("stack")
                            .logicalResourceId("LateLogs")
                            .resourceType("AWS::Logs::LogGroup")
                            .resourceStatus("CREATE_FAILED")
                            .resourceStatusReason(denied)
                            .timestamp(now))
                .build(),
            "getRole",
            GetRoleResponse.builder()
                .role(r -> r.arn("arn:aws:iam::000000000000:role/teams/Deploy"))
                .build(),
            "simulatePrincipalPolicy",
            SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(
                    r ->
                        r.evalDecision("explicitDeny")
                            .matchedStatements(m -> m.sourcePolicyId("NoLogs")))
                .build());
    List<String> asked = new ArrayList<>();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                asked.add(call.operation());
                Object answer = answers.get(call.operation());
                return answer == null ? operation.get() : answer;
              }
            });

    assertThat(diagnose().findings())
        .contains(
            new Finding(
                "operation",
                "LateLogs (AWS::Logs::LogGroup)",
                "CREATE_FAILED at 2026-10-06T08:00:00Z: " + denied,
                List.of(),
                "give the deploying role this permission, then mvn biomerkin:deploy -Denv=dev"),
            new Finding(
                "permission",
                "arn:aws:iam::000000000000:role/Deploy",
                "logs:CreateLogGroup on arn:aws:logs:us-east-1:000000000000:x: explicitDeny",
                List.of("NoLogs"),
                "the policies above forbid it: narrow them"));
    assertThat(asked).containsSubsequence("getRole", "simulatePrincipalPolicy");
  }

  /** Two nested stacks fail at once; the one that ends first is not the one that failed first. */
  @Test
  void causes_in_nested_stacks_come_in_the_order_of_their_time() {
    project.deploy("dev");
    Deque<DescribeStackEventsResponse> events =
        new ArrayDeque<>(
            List.of(
                events(nested("PartB", "10:05"), nested("PartA", "10:04")),
                events(failed("LaterRole", "10:02")),
                events(failed("FirstRole", "10:01"))));
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> made) {
                return call.operation().equals("describeStackEvents") ? events.poll() : made.get();
              }
            });

    assertThat(diagnose().findings())
        .extracting(Finding::name)
        .containsExactly("FirstRole (AWS::IAM::Role)", "LaterRole (AWS::IAM::Role)");
  }

  private static DescribeStackEventsResponse events(StackEvent... newestFirst) {
    return DescribeStackEventsResponse.builder().stackEvents(newestFirst).build();
  }

  private static StackEvent nested(String id, String at) {
    return failed(id, at).toBuilder()
        .resourceType("AWS::CloudFormation::Stack")
        .physicalResourceId("arn:aws:cloudformation:us-east-1:000000000000:stack/" + id + "/1")
        .build();
  }

  private static StackEvent failed(String id, String at) {
    return StackEvent.builder()
        .eventId(id)
        .stackId("stack")
        .logicalResourceId(id)
        .resourceType("AWS::IAM::Role")
        .resourceStatus("CREATE_FAILED")
        .resourceStatusReason("it is so")
        .timestamp(Instant.parse("2026-10-06T" + at + ":00Z"))
        .build();
  }

  private void answering(String operation, Object answer) {
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> made) {
                return call.operation().equals(operation) ? answer : made.get();
              }
            });
  }

  private Diagnosis diagnose() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.diagnose("dev");
    }
  }
}

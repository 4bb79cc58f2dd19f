package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Agent.Access;
import io.biomerkin.model.Api;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.ExampleBlueprint;
import io.biomerkin.model.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each agent of the example may do, whole: a line more is a right too many. */
class LeastPrivilegeTest {

  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";

  private final JsonNode resources =
      new Synthesizer()
          .synthesize(ExampleBlueprint.biomerkin(), ExampleBlueprint.environment("dev"))
          .json()
          .path("Resources");

  @Test
  void genomics_reads_sequences_and_writes_nothing() {
    assertThat(rights(resources, "Genomics"))
        .containsExactlyInAnyOrder(
            "s3:ListBucket arn:aws:s3:::biomerkin-sequences-dev-000000000000",
            "s3:GetObject arn:aws:s3:::biomerkin-sequences-dev-000000000000/*");
  }

  @Test
  void proteomics_reads_and_writes_the_cache() {
    assertThat(rights(resources, "Proteomics"))
        .containsExactlyInAnyOrder(
            "dynamodb:BatchGetItem " + TABLE + "biomerkin-cache-dev",
            "dynamodb:BatchWriteItem " + TABLE + "biomerkin-cache-dev",
            "dynamodb:DeleteItem " + TABLE + "biomerkin-cache-dev",
            "dynamodb:DescribeTable " + TABLE + "biomerkin-cache-dev",
            "dynamodb:GetItem " + TABLE + "biomerkin-cache-dev",
            "dynamodb:PutItem " + TABLE + "biomerkin-cache-dev",
            "dynamodb:Query " + TABLE + "biomerkin-cache-dev",
            "dynamodb:Scan " + TABLE + "biomerkin-cache-dev",
            "dynamodb:UpdateItem " + TABLE + "biomerkin-cache-dev");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Literature", "Drug"})
  void agents_that_declare_nothing_may_do_nothing(String agent) {
    assertThat(rights(resources, agent)).isEmpty();
  }

  @Test
  void decision_writes_reports_without_reading_them() {
    assertThat(rights(resources, "Decision"))
        .containsExactlyInAnyOrder(
            "s3:DeleteObject arn:aws:s3:::biomerkin-reports-dev-000000000000/*",
            "s3:PutObject arn:aws:s3:::biomerkin-reports-dev-000000000000/*");
  }

  @Test
  void orchestrator_invokes_the_others_by_their_alias_only() {
    assertThat(rights(resources, "Orchestrator"))
        .filteredOn(right -> right.startsWith("lambda:"))
        .containsExactlyInAnyOrder(
            "lambda:InvokeFunction " + FUNCTION + "biomerkin-decision-dev:live",
            "lambda:InvokeFunction " + FUNCTION + "biomerkin-drug-dev:live",
            "lambda:InvokeFunction " + FUNCTION + "biomerkin-genomics-dev:live",
            "lambda:InvokeFunction " + FUNCTION + "biomerkin-literature-dev:live",
            "lambda:InvokeFunction " + FUNCTION + "biomerkin-proteomics-dev:live");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Orchestrator", "Genomics", "Proteomics", "Literature", "Drug", "Decision"})
  void every_agent_writes_its_own_log_and_no_other(String agent) {
    String name = agent.toLowerCase(java.util.Locale.ROOT);
    String group = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/biomerkin-";

    assertThat(allRights(resources, agent))
        .filteredOn(right -> right.startsWith("logs:"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream " + group + name + "-dev:*",
            "logs:PutLogEvents " + group + name + "-dev:*");
  }

  @Test
  void models_secrets_queues_and_topics_are_named_one_by_one() {
    Access access =
        new Access(
            List.of("workflow"),
            List.of("dlq", "alerts"),
            List.of(),
            List.of("anthropic.claude-3-sonnet-20240229-v1:0"),
            List.of("api-keys"));
    JsonNode made =
        new Synthesizer()
            .synthesize(withAgent(access), ExampleBlueprint.environment("staging"))
            .json()
            .path("Resources");

    String queue = "arn:aws:sqs:us-east-1:222222222222:biomerkin-";
    String model =
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-sonnet-20240229-v1:0";
    assertThat(rights(made, "Helper"))
        .containsExactlyInAnyOrder(
            "bedrock:InvokeModel " + model,
            "bedrock:InvokeModelWithResponseStream " + model,
            "secretsmanager:GetSecretValue {\"Ref\":\"ApiKeysSecret\"}",
            "sns:Publish arn:aws:sns:us-east-1:222222222222:biomerkin-alerts-staging",
            "sqs:ChangeMessageVisibility " + queue + "workflow-staging",
            "sqs:DeleteMessage " + queue + "workflow-staging",
            "sqs:GetQueueAttributes " + queue + "workflow-staging",
            "sqs:GetQueueUrl " + queue + "workflow-staging",
            "sqs:ReceiveMessage " + queue + "workflow-staging",
            "sqs:GetQueueUrl " + queue + "dlq-staging",
            "sqs:SendMessage " + queue + "dlq-staging",
            "xray:PutTelemetryRecords *",
            "xray:PutTraceSegments *");
  }

  private static Blueprint withAgent(Access access) {
    Blueprint example = ExampleBlueprint.biomerkin();
    Topology old = example.topology();
    Agent helper =
        new Agent(
            "helper",
            "helper.handler",
            "python3.11",
            "lambda",
            128,
            Duration.ofSeconds(3),
            Map.of(),
            access,
            Optional.empty(),
            Agent.DEFAULT_HEALTH);
    Topology topology =
        new Topology(
            old.tables(),
            old.buckets(),
            old.queues(),
            old.topics(),
            old.secrets(),
            List.of(),
            List.of(helper),
            Optional.<Api>empty());
    return new Blueprint(
        example.application(),
        topology,
        example.environments(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        example.ledger());
  }

  /** What the role allows beside its logs, {@code action resource} each. */
  private static Set<String> rights(JsonNode resources, String agent) {
    Set<String> rights = allRights(resources, agent);
    rights.removeIf(right -> right.startsWith("logs:"));
    return rights;
  }

  private static Set<String> allRights(JsonNode resources, String agent) {
    Set<String> rights = new TreeSet<>();
    JsonNode role = resources.at("/" + agent + "Role/Properties");
    assertThat(role.has("ManagedPolicyArns")).isFalse();
    for (JsonNode policy : role.path("Policies")) {
      for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        for (JsonNode action : statement.path("Action")) {
          for (JsonNode resource : statement.path("Resource")) {
            String on = resource.isTextual() ? resource.asText() : resource.toString();
            rights.add(action.asText() + " " + on);
          }
        }
      }
    }
    return rights;
  }
}

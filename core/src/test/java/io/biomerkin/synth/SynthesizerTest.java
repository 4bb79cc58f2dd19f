package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Agent.Access;
import io.biomerkin.model.Api;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Environment;
import io.biomerkin.model.ExampleBlueprint;
import io.biomerkin.model.Queue;
import io.biomerkin.model.ResourceKind;
import io.biomerkin.model.Schedule;
import io.biomerkin.model.Secret;
import io.biomerkin.model.Target;
import io.biomerkin.model.Topic;
import io.biomerkin.model.Topology;
import io.biomerkin.model.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesizerTest {

  private final Synthesizer synthesizer = new Synthesizer();

  @Test
  void equal_blueprints_make_equal_bytes() {
    Template one = example("prod");
    Template other = example("prod");

    assertThat(other.bytes()).isEqualTo(one.bytes());
    assertThat(other.digest()).isEqualTo(one.digest());
  }

  @Test
  void an_agent_has_the_concurrency_that_is_reserved_for_it() {
    String example = BlueprintJson.write(ExampleBlueprint.biomerkin());
    Blueprint reserved =
        BlueprintJson.read(
            example.replace("\"health\":", "\"concurrency\":7,\"health\":"), Blueprint.class);
    JsonNode json = synthesizer.synthesize(reserved, ExampleBlueprint.environment("dev")).json();
    assertThat(json.at("/Resources/GenomicsAgent/Properties/ReservedConcurrentExecutions").asInt())
        .isEqualTo(7);
  }

  @Test
  void a_template_has_nothing_of_cdks_own() {
    JsonNode json = example("prod").json();

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("Description", "Outputs", "Resources");
    assertThat(json.toString()).doesNotContain("aws:cdk", "aws:asset", "CDKMetadata", "Bootstrap");
  }

  @ParameterizedTest
  @CsvSource({"dev, Delete", "staging, Delete", "prod, Retain"})
  void data_is_kept_where_the_environment_protects_it(String environment, String policy) {
    JsonNode resources = example(environment).json().path("Resources");

    for (String id : List.of("WorkflowsTable", "ReportsBucket", "ApiKeysSecret")) {
      assertThat(resources.at("/" + id + "/DeletionPolicy").asText()).isEqualTo(policy);
      assertThat(resources.at("/" + id + "/UpdateReplacePolicy").asText()).isEqualTo(policy);
    }
  }

  @ParameterizedTest
  @CsvSource({"dev, 7, 50, 100", "staging, 30, 500, 1000", "prod, 90, 2000, 4000"})
  void a_size_sets_retention_and_throttling(String environment, int days, int rate, int burst) {
    JsonNode resources = example(environment).json().path("Resources");

    assertThat(resources.at("/GenomicsLogs/Properties/RetentionInDays").asInt()).isEqualTo(days);
    JsonNode settings = resources.at("/ApiStage/Properties/MethodSettings/0");
    assertThat(settings.path("ThrottlingRateLimit").asInt()).isEqualTo(rate);
    assertThat(settings.path("ThrottlingBurstLimit").asInt()).isEqualTo(burst);
  }

  @Test
  void an_environment_without_monitoring_has_no_alarm_dashboard_or_traces() {
    String text = example("dev").text();

    assertThat(text)
        .doesNotContain("AWS::CloudWatch::", "TracingConfig", "xray:", "\"TracingEnabled\":true");
  }

  @Test
  void secrets_are_made_without_a_value() {
    JsonNode secret = example("prod").json().at("/Resources/ApiKeysSecret/Properties");

    assertThat(secret.fieldNames()).toIterable().containsExactlyInAnyOrder("Name", "Tags");
  }

  @Test
  void a_change_of_routes_makes_a_new_deployment_of_the_api() {
    Api.Route route = new Api.Route(Api.Method.GET, "/genes", "genomics", Api.Auth.IAM);

    assertThat(deployments(withRoutes(route))).isNotEqualTo(deployments(withRoutes()));
  }

  @Test
  void paths_that_differ_in_signs_only_have_resources_of_their_own() {
    Blueprint blueprint =
        withRoutes(
            new Api.Route(Api.Method.GET, "/a-b", "drug", Api.Auth.IAM),
            new Api.Route(Api.Method.GET, "/a_b", "drug", Api.Auth.IAM));

    JsonNode resources = synthesize(blueprint, "dev").json().path("Resources");

    Set<String> paths = new TreeSet<>();
    resources.forEach(resource -> paths.add(resource.at("/Properties/PathPart").asText()));
    assertThat(paths).contains("a-b", "a_b");
  }

  @Test
  void an_agent_may_be_called_as_the_api() {
    Agent api = agent("api", Access.NONE, Map.of());

    JsonNode resources = synthesize(withAgents(List.of(api)), "prod").json().path("Resources");

    assertThat(resources.at("/ApiAgent/Type").asText()).isEqualTo("AWS::Lambda::Function");
    assertThat(resources.at("/Api/Type").asText()).isEqualTo("AWS::ApiGateway::RestApi");
  }

  @Test
  void an_agent_finds_the_others_by_alias_and_queues_and_topics_by_address() {
    Agent sender =
        agent(
            "sender",
            new Access(List.of(), List.of("jobs", "news"), List.of("drug"), List.of(), List.of()),
            Map.of(
                "JOBS", new Variable.NameOf(ResourceKind.QUEUE, "jobs"),
                "NEWS", new Variable.NameOf(ResourceKind.TOPIC, "news"),
                "KEY", new Variable.NameOf(ResourceKind.SECRET, "key"),
                "MODE", new Variable.Literal("fast")));

    JsonNode variables =
        synthesize(withAgents(List.of(sender, agent("drug", Access.NONE, Map.of()))), "dev")
            .json()
            .at("/Resources/SenderAgent/Properties/Environment/Variables");

    assertThat(variables.toString())
        .isEqualTo(
            "{\"AGENT_DRUG\":\"biomerkin-drug-dev:live\",\"ENVIRONMENT\":\"dev\","
                + "\"JOBS\":{\"Ref\":\"JobsQueue\"},\"KEY\":\"biomerkin/dev/key\","
                + "\"MODE\":\"fast\",\"NEWS\":{\"Ref\":\"NewsTopic\"}}");
  }

  @Test
  void queues_may_share_their_dead_letters() {
    JsonNode resources =
        synthesize(withAgents(List.of(agent("drug", Access.NONE, Map.of()))), "prod")
            .json()
            .path("Resources");

    for (String id : List.of("JobsQueue", "MailQueue")) {
      assertThat(
              resources
                  .at("/" + id + "/Properties/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0")
                  .asText())
          .isEqualTo("DeadQueue");
    }
  }

  @Test
  void a_schedule_starts_the_alias() {
    JsonNode resources =
        synthesize(withAgents(List.of(agent("drug", Access.NONE, Map.of()))), "dev")
            .json()
            .path("Resources");

    JsonNode rule = resources.at("/NightlySchedule/Properties");
    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("rate(1 day)");
    assertThat(rule.at("/Targets/0/Arn/Ref").asText()).isEqualTo("DrugLive");
    assertThat(resources.at("/NightlySchedulePermission/Properties/FunctionName/Ref").asText())
        .isEqualTo("DrugLive");
  }

  @Test
  void more_resources_than_a_stack_takes_are_no_matter_of_synthesis() {
    List<Agent> agents =
        IntStream.range(0, 100)
            .mapToObj(number -> agent("a" + number, Access.NONE, Map.of()))
            .toList();
    Topology topology =
        new Topology(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            agents,
            Optional.empty());

    assertThat(synthesize(with(topology), "dev").json().path("Resources")).hasSize(503);
  }

  @Test
  void names_that_differ_in_signs_only_are_refused() {
    List<Agent> agents =
        List.of(agent("drug-x", Access.NONE, Map.of()), agent("drug_x", Access.NONE, Map.of()));

    assertThatThrownBy(() -> synthesize(withAgents(agents), "dev"))
        .hasMessage(
            "topology: two resources would both be DrugXLogs in the template;"
                + " give one of them a name that differs in more than signs [BMK-106]");
  }

  @Test
  void regions_outside_the_commercial_partition_have_arns_and_addresses_of_their_own() {
    Environment dev = ExampleBlueprint.environment("dev");
    Environment china =
        new Environment(
            "dev",
            Target.Aws.of("123456789012", "cn-north-1"),
            dev.size(),
            true,
            false,
            false,
            Optional.empty(),
            dev.rollout(),
            List.of(),
            Optional.empty(),
            false,
            Optional.empty());

    Template template = synthesizer.synthesize(ExampleBlueprint.biomerkin(), china);

    assertThat(template.text()).doesNotContain("arn:aws:");
    assertThat(template.json().at("/Outputs/ApiUrl/Value/Fn::Sub").asText())
        .isEqualTo("https://${Api}.execute-api.cn-north-1.amazonaws.com.cn/dev");
  }

  private Template example(String environment) {
    return synthesize(ExampleBlueprint.biomerkin(), environment);
  }

  private Template synthesize(Blueprint blueprint, String environment) {
    Environment in = ExampleBlueprint.environment(environment);
    return synthesizer.synthesize(blueprint, in);
  }

  private List<String> deployments(Blueprint blueprint) {
    return synthesize(blueprint, "dev").json().path("Resources").properties().stream()
        .filter(r -> r.getValue().path("Type").asText().equals("AWS::ApiGateway::Deployment"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Agent agent(String name, Access access, Map<String, Variable> variables) {
    return new Agent(
        name,
        name + ".handler",
        "python3.11",
        "lambda",
        512,
        Duration.ofMinutes(1),
        variables,
        access,
        Optional.empty(),
        Agent.DEFAULT_HEALTH);
  }

  private static Blueprint withRoutes(Api.Route... routes) {
    Topology old = ExampleBlueprint.biomerkin().topology();
    return with(
        new Topology(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(old.agent("drug").orElseThrow(), agent("genomics", Access.NONE, Map.of())),
            Optional.of(
                new Api(
                    java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(
                                new Api.Route(Api.Method.GET, "/", "drug", Api.Auth.NONE)),
                            java.util.Arrays.stream(routes))
                        .toList()))));
  }

  private static Blueprint withAgents(List<Agent> agents) {
    String first = agents.get(0).name();
    return with(
        new Topology(
            List.of(),
            List.of(),
            List.of(queue("jobs"), queue("mail")),
            List.of(new Topic("news")),
            List.of(new Secret("key")),
            List.of(new Schedule("nightly", "rate(1 day)", first)),
            agents,
            Optional.of(
                new Api(List.of(new Api.Route(Api.Method.GET, "/agent", first, Api.Auth.NONE))))));
  }

  private static Queue queue(String name) {
    return new Queue(name, Optional.of("dead"), Duration.ofDays(1), Duration.ofMinutes(1), 3);
  }

  private static Blueprint with(Topology topology) {
    Blueprint example = ExampleBlueprint.biomerkin();
    return new Blueprint(
        example.application(),
        topology,
        example.environments(),
        List.of(),
        List.of(),
        Optional.empty(),
        example.notifications(),
        example.ledger());
  }
}

package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AssemblyTest {

  /** What an agent consists of, and what in the stack itself has to do with it. */
  private static final String AGENT =
      """
      {"XLogs": {"Type": "AWS::Logs::LogGroup", "Properties": {}},
       "XRole": {"Type": "AWS::IAM::Role", "Properties": {"Queue": {"Fn::GetAtt": ["JobsQueue", "Arn"]}}},
       "XAgent": {"Type": "AWS::Lambda::Function", "Metadata": {"Agent": "x"}, "Properties": {
          "FunctionName": "app-x-dev", "Role": {"Fn::GetAtt": "XRole.Arn"}, "Jobs": {"Ref": "JobsQueue"},
          "Log": {"Fn::Sub": "${XLogs} ${JobsQueue.Arn} ${AWS::Region}"}}},
       "XVersion1a2b": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "XAgent"}}},
       "XLive": {"Type": "AWS::Lambda::Alias", "DependsOn": ["JobsQueue", "XRole"],
          "Properties": {"Name": "live", "Version": {"Fn::GetAtt": ["XVersion1a2b", "Version"]}}},
       "XSchedule": {"Type": "AWS::Events::Rule", "DependsOn": "JobsQueue", "Properties": {"Target": {"Ref": "XLive"}}},
       "XMethod": {"Type": "AWS::ApiGateway::Method", "Properties": {"Uri": {"Fn::Sub": "path/${XLive}/invocations"}}}}
      """;

  private static Template template(List<String> agents) {
    ObjectNode resources = JsonNodeFactory.instance.objectNode();
    resources.putObject("JobsQueue").put("Type", "AWS::SQS::Queue").putObject("Properties");
    for (String agent : agents) {
      String id = AgentResources.id(agent);
      String mine =
          AGENT
              .replaceAll("\\bX|(?<=\\{)X", id)
              .replace("\"x\"", "\"" + agent + "\"")
              .replace("app-x-dev", "app-" + agent + "-dev");
      resources.setAll(new Template(mine).json());
    }
    ObjectNode template = JsonNodeFactory.instance.objectNode().put("Description", "app in dev");
    template.set("Resources", resources);
    template.putObject("Outputs").putObject("ReleaseId").put("Value", "r");
    return Template.of(template);
  }

  private static Assembly split(List<String> agents, Set<String> own) {
    return Assembly.of(
        template(agents), true, () -> own, digest -> "https://s/" + digest + ".json", Quotas.AWS);
  }

  @Example
  void what_one_stack_holds_is_not_split() {
    Template template = template(List.of("x"));

    Assembly assembly =
        Assembly.of(
            template,
            false,
            () -> {
              throw new AssertionError("nobody has to be asked");
            },
            digest -> "",
            Quotas.AWS);

    assertThat(assembly).isEqualTo(new Assembly(template, Map.of()));
  }

  @Example
  void more_than_500_resources_are_split() {
    List<String> agents = IntStream.range(0, 72).mapToObj(number -> "a" + number).toList();

    Assembly assembly =
        Assembly.of(template(agents), false, Set::of, digest -> "/" + digest, Quotas.AWS);

    assertThat(assembly.nested()).hasSizeBetween(30, 64);
    assertThat(assembly.root().nested().values())
        .containsExactlyInAnyOrderElementsOf(
            assembly.nested().values().stream().map(Template::digest).toList());
    assertThat(assembly.root().json().at("/Outputs/NestedStacks/Value").asText()).isEqualTo("64");
  }

  @Example
  void an_agent_moves_with_all_that_is_its_own_and_gets_what_it_needs_as_parameters() {
    Assembly assembly = split(List.of("x"), Set.of());

    String place = Split.place("x");
    assertThat(assembly.nested()).containsOnlyKeys(place);
    Template moved = assembly.nested().values().iterator().next();
    JsonNode nested = moved.json();
    assertThat(nested.path("Resources").fieldNames())
        .toIterable()
        .containsExactly("XAgent", "XLive", "XLogs", "XRole", "XVersion1a2b");
    assertThat(nested.path("Parameters").toString())
        .isEqualTo("{\"JobsQueue\":{\"Type\":\"String\"},\"JobsQueueArn\":{\"Type\":\"String\"}}");
    assertThat(nested.at("/Resources/XAgent/Properties/Log/Fn::Sub").asText())
        .isEqualTo("${XLogs} ${JobsQueueArn} ${AWS::Region}");
    assertThat(nested.at("/Resources/XRole/Properties").toString())
        .isEqualTo("{\"Queue\":{\"Ref\":\"JobsQueueArn\"}}");
    assertThat(nested.at("/Resources/XLive/DependsOn").toString()).isEqualTo("[\"XRole\"]");
    assertThat(nested.path("Description").asText()).isEqualTo("app in dev: " + place);
    JsonNode stack = assembly.root().json().path("Resources").path(place);
    assertThat(stack.toString())
        .isEqualTo(
            "{\"DependsOn\":[\"JobsQueue\"],\"Properties\":{\"Parameters\":{\"JobsQueue\":{\"Ref\":"
                + "\"JobsQueue\"},\"JobsQueueArn\":{\"Fn::GetAtt\":[\"JobsQueue\",\"Arn\"]}},"
                + "\"TemplateURL\":\"https://s/"
                + moved.digest()
                + ".json\"},\"Type\":\"AWS::CloudFormation::Stack\"}");
  }

  @Example
  void what_stays_knows_an_agent_by_the_arn_of_its_alias_and_waits_for_it() {
    JsonNode resources = split(List.of("x"), Set.of()).root().json().path("Resources");

    String place = Split.place("x");
    String arn =
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:app-x-dev:live";
    assertThat(resources.at("/XSchedule/Properties/Target/Fn::Sub").asText()).isEqualTo(arn);
    assertThat(resources.at("/XSchedule/DependsOn").toString())
        .isEqualTo("[\"" + place + "\",\"JobsQueue\"]");
    assertThat(resources.at("/XMethod/Properties/Uri/Fn::Sub").asText())
        .isEqualTo("path/" + arn + "/invocations");
    assertThat(resources.at("/XMethod/DependsOn").toString()).isEqualTo("[\"" + place + "\"]");
  }

  @Example
  void an_agent_that_the_stack_itself_has_stays_there() {
    Assembly assembly = split(List.of("x", "y"), Set.of("x"));

    assertThat(assembly.nested()).containsOnlyKeys(Split.place("y"));
    assertThat(assembly.root().json().path("Resources").path("XLive"))
        .isEqualTo(template(List.of("x")).json().path("Resources").path("XLive"));
  }

  /** Were it to change, agents would move, and CloudFormation moves nothing. */
  @Example
  void the_place_of_an_agent_is_for_ever() {
    assertThat(List.of("orchestrator", "genomics", "drug", "worker-7").stream().map(Split::place))
        .containsExactly("Agents44", "Agents07", "Agents32", "Agents33");
  }

  @Property(tries = 50)
  void nobody_moves_because_of_another(
      @ForAll("agents") Set<String> agents, @ForAll("agent") String late) {
    List<String> before = new ArrayList<>(agents);
    before.remove(late);
    List<String> after = new ArrayList<>(before);
    after.add(late);

    Map<String, Template> old = split(before, Set.of()).nested();
    Map<String, Template> changed = new TreeMap<>(split(after, Set.of()).nested());

    changed.values().removeAll(old.values());
    assertThat(changed).containsOnlyKeys(Split.place(late));
  }

  @Property(tries = 50)
  void nothing_is_lost_and_nothing_is_twice(@ForAll("agents") Set<String> agents) {
    Template whole = template(List.copyOf(agents));
    Assembly assembly = split(List.copyOf(agents), Set.of());

    List<String> ids = new ArrayList<>();
    for (Template each : assembly.templates()) {
      each.json().path("Resources").fieldNames().forEachRemaining(ids::add);
    }
    ids.removeAll(assembly.nested().keySet());
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(() -> whole.json().path("Resources").fieldNames());
  }

  @Example
  void what_no_split_makes_small_enough_is_refused() {
    ObjectNode template = template(List.of("x")).json();
    for (int number = 0; number < 500; number++) {
      template.withObject("/Resources/Q" + number).put("Type", "AWS::SQS::Queue");
    }

    assertThatThrownBy(
            () ->
                Assembly.of(
                    Template.of(template), false, Set::of, digest -> "/" + digest, Quotas.AWS))
        .hasMessageMatching(
            "template: even split, the stack itself would have 504 resources and 0 parameters in"
                + " \\d+ bytes, CloudFormation takes 500 and 200 in 1000000; divide the system into"
                + " two blueprints \\[BMK-506]");
  }

  @Example
  void an_agent_that_no_stack_holds_is_refused() {
    ObjectNode template = template(List.of("x")).json();
    template.withObject("/Resources/XAgent/Properties").put("Description", "x".repeat(1_000_000));
    assertThatThrownBy(
            () ->
                Assembly.of(
                    Template.of(template), false, Set::of, digest -> "/" + digest, Quotas.AWS))
        .hasMessageMatching(
            "template: even split, nested stack \\w+ would have \\d+ resources and \\d+ parameters"
                + " in 100\\d{4} bytes, CloudFormation takes 500 and 200 in 1000000; divide the"
                + " system into two blueprints \\[BMK-506]");
  }

  @Example
  void bytes_alone_split_it() {
    Template whole = template(List.of("one", "two", "three", "four", "five"));
    Quotas small = new Quotas(500, 200, whole.bytes().length - 1, 2500);
    Assembly split = Assembly.of(whole, false, Set::of, digest -> "/" + digest, small);
    assertThat(split.nested()).isNotEmpty();
    assertThat(split.templates()).allMatch(small::fits);
  }

  @Provide
  Arbitrary<String> agent() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(6);
  }

  @Provide
  Arbitrary<Set<String>> agents() {
    return agent().set().ofMinSize(1).ofMaxSize(30);
  }
}

package io.biomerkin.cloud.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

class EventsTest {

  @TempDir Path folder;
  private EventBridgeClient events;

  @BeforeEach
  void open() {
    events = EmbeddedCloud.client(EventBridgeClient.class, folder);
  }

  @Test
  void a_rule_keeps_its_targets_until_they_are_removed() {
    events.putRule(r -> r.name("daily").scheduleExpression("rate(1 day)"));
    events.putTargets(
        r -> r.rule("daily").targets(Target.builder().id("a").arn("arn:f").input("{}").build()));

    assertThat(events.describeRule(r -> r.name("daily")).stateAsString()).isEqualTo("ENABLED");
    assertThat(events.listTargetsByRule(r -> r.rule("daily")).targets().get(0).input())
        .isEqualTo("{}");
    refused(
        () -> events.deleteRule(r -> r.name("daily")),
        "Rule can't be deleted since it has targets.");
    events.removeTargets(r -> r.rule("daily").ids("a"));
    events.deleteRule(r -> r.name("daily"));
    refused(
        () -> events.describeRule(r -> r.name("daily")),
        "Rule daily does not exist on EventBus default.");
  }

  @Test
  void schedules_patterns_and_buses_are_checked() {
    refused(
        () -> events.putRule(r -> r.name("x").scheduleExpression("rate(1 days)")),
        "Parameter ScheduleExpression is not valid.");
    refused(
        () -> events.putRule(r -> r.name("x")),
        "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    refused(
        () -> events.putRule(r -> r.name("x").eventPattern("[]")),
        "Event pattern is not valid. Reason: Filter is not an object");
    refused(
        () -> events.putRule(r -> r.name("x").eventBusName("mine").eventPattern("{}")),
        "Event bus mine does not exist.");
  }

  @Test
  void a_disabled_rule_can_be_enabled() {
    events.putRule(r -> r.name("x").scheduleExpression("cron(0 12 * * ? *)").state("DISABLED"));
    assertThat(events.describeRule(r -> r.name("x")).stateAsString()).isEqualTo("DISABLED");
    events.enableRule(r -> r.name("x"));
    assertThat(events.describeRule(r -> r.name("x")).stateAsString()).isEqualTo("ENABLED");
  }

  @Test
  void a_template_makes_changes_and_removes_a_rule() {
    Template template = Template.in(folder);
    RuleResource type = new RuleResource();
    String before =
        "{'Name': 'r', 'ScheduleExpression': 'rate(5 minutes)', 'Targets': [{'Id': 'a', 'Arn':"
            + " 'arn:a'}, {'Id': 'b', 'Arn': 'arn:b'}]}";
    Resource made = template.create(type, before);
    String after =
        "{'Name': 'r', 'EventPattern': {'source': ['aws.s3']}, 'Targets': [{'Id': 'b', 'Arn':"
            + " 'arn:c'}]}";

    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:events:us-east-1:111111111111:rule/r");
    assertThat(template.resumed().create(type, before)).isEqualTo(made);
    refused(
        () -> template.stack("Other").create(type, before),
        "Resource of type 'AWS::Events::Rule' with identifier 'r' already exists.");
    type.update(template.request(after), made, Template.json(before));

    assertThat(events.listTargetsByRule(r -> r.rule("r")).targets())
        .extracting(Target::arn)
        .containsExactly("arn:c");
    assertThat(events.describeRule(r -> r.name("r")).eventPattern())
        .isEqualTo("{\"source\":[\"aws.s3\"]}");
    type.delete(template.request(after), made);
    type.delete(template.request(after), made);
    assertThat(events.listRules(r -> {}).rules()).isEmpty();
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

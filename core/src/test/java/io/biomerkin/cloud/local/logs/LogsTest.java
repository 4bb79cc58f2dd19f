package io.biomerkin.cloud.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

class LogsTest {

  @TempDir Path folder;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void write_a_stream() {
    logs = EmbeddedCloud.client(CloudWatchLogsClient.class, folder);
    logs.createLogGroup(r -> r.logGroupName("/g").tags(Map.of("a", "b")));
    logs.createLogStream(r -> r.logGroupName("/g").logStreamName("2026/[1]x"));
    logs.putLogEvents(
        r ->
            r.logGroupName("/g")
                .logStreamName("2026/[1]x")
                .logEvents(event(1, "ERROR one"), event(2, "fine"), event(3, "ERROR two fine")));
  }

  @Test
  void events_come_from_the_end_or_from_the_head_page_by_page() {
    assertThat(
            logs.getLogEvents(r -> r.logGroupName("/g").logStreamName("2026/[1]x").limit(2))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("fine", "ERROR two fine");
    var first =
        logs.getLogEvents(
            r -> r.logGroupName("/g").logStreamName("2026/[1]x").limit(2).startFromHead(true));
    var second =
        logs.getLogEvents(
            r ->
                r.logGroupName("/g")
                    .logStreamName("2026/[1]x")
                    .limit(2)
                    .nextToken(first.nextForwardToken()));

    assertThat(first.events()).extracting(OutputLogEvent::timestamp).containsExactly(1L, 2L);
    assertThat(second.events()).extracting(OutputLogEvent::timestamp).containsExactly(3L);
  }

  @Test
  void filters_take_terms_phrases_exclusions_and_alternatives() {
    assertThat(found("ERROR")).containsExactly("ERROR one", "ERROR two fine");
    assertThat(found("ERROR fine")).containsExactly("ERROR two fine");
    assertThat(found("\"ERROR one\"")).containsExactly("ERROR one");
    assertThat(found("ERROR -fine")).containsExactly("ERROR one");
    assertThat(found("?one ?two")).containsExactly("ERROR one", "ERROR two fine");
    assertThatThrownBy(() -> found("{ $.a = 1 }"))
        .hasMessage(
            "FilterLogEvents: the embedded cloud knows filter patterns of terms only, not"
                + " { $.a = 1 }; docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void retention_is_one_of_the_values_of_the_service() {
    logs.putRetentionPolicy(r -> r.logGroupName("/g").retentionInDays(30));
    assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays()).isEqualTo(30);

    assertThatThrownBy(() -> logs.putRetentionPolicy(r -> r.logGroupName("/g").retentionInDays(31)))
        .hasMessageStartingWith(
            "1 validation error detected: Value '31' at 'retentionInDays' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60");
  }

  @Test
  void what_is_not_there_or_there_already_is_refused() {
    refused(
        () -> logs.createLogGroup(r -> r.logGroupName("/g")),
        "The specified log group already exists");
    refused(
        () -> logs.createLogStream(r -> r.logGroupName("/x").logStreamName("s")),
        "The specified log group does not exist.");
    refused(
        () -> logs.getLogEvents(r -> r.logGroupName("/g").logStreamName("s")),
        "The specified log stream does not exist.");
    refused(
        () -> logs.createLogGroup(r -> r.logGroupName("a b")),
        "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
  }

  @Test
  void a_deleted_group_is_gone_with_its_events() {
    logs.deleteLogGroup(r -> r.logGroupName("/g"));
    logs.createLogGroup(r -> r.logGroupName("/g"));

    assertThat(logs.describeLogStreams(r -> r.logGroupName("/g")).logStreams()).isEmpty();
  }

  @Test
  void a_template_makes_changes_and_removes_a_group() {
    Template template = Template.in(folder);
    LogGroupResource type = new LogGroupResource();
    String before =
        "{'LogGroupName': '/t', 'RetentionInDays': 7, 'Tags': [{'Key': 'k', 'Value': 'v'}]}";
    var made = template.create(type, before);

    assertThat(made.physicalId()).isEqualTo("/t");
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:logs:us-east-1:111111111111:log-group:/t:*");
    type.update(template.request("{'LogGroupName': '/t'}"), made, Template.json(before));
    var group = logs.describeLogGroups(r -> r.logGroupNamePrefix("/t")).logGroups().get(0);
    assertThat(group.retentionInDays()).isNull();
    assertThat(logs.listTagsForResource(r -> r.resourceArn(group.logGroupArn())).tags())
        .doesNotContainKey("k")
        .containsEntry("Project", "Biomerkin");
    type.delete(template.request("{}"), made);
    type.delete(template.request("{}"), made);
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/t")).logGroups()).isEmpty();
  }

  private List<String> found(String pattern) {
    return logs.filterLogEvents(r -> r.logGroupName("/g").filterPattern(pattern)).events().stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  private static InputLogEvent event(long time, String message) {
    return InputLogEvent.builder().timestamp(time).message(message).build();
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

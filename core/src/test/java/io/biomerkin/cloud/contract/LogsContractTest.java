package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Log groups, streams and events. */
class LogsContractTest extends CloudContract {

  private static final String GROUP = "/aws/lambda/calc";

  private CloudWatchLogsClient logs;
  private long now;

  @BeforeEach
  void create_a_group() {
    logs = client(CloudWatchLogsClient.class);
    now = System.currentTimeMillis();
    logs.createLogGroup(r -> r.logGroupName(GROUP));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("one"));
  }

  private void write(String... messages) {
    List<InputLogEvent> events =
        Stream.of(messages)
            .map(message -> InputLogEvent.builder().timestamp(now++).message(message).build())
            .toList();
    logs.putLogEvents(r -> r.logGroupName(GROUP).logStreamName("one").logEvents(events));
  }

  @Test
  void a_group_is_there_once() {
    assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(GROUP)))
        .isInstanceOf(ResourceAlreadyExistsException.class);
  }

  @Test
  void a_stream_is_there_once() {
    assertThatThrownBy(() -> logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("one")))
        .isInstanceOf(ResourceAlreadyExistsException.class);
  }

  @Test
  void a_group_that_is_not_there_is_told() {
    assertThatThrownBy(() -> logs.describeLogStreams(r -> r.logGroupName("/none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void groups_are_found_by_prefix() {
    logs.createLogGroup(r -> r.logGroupName("/other"));
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/")).logGroups())
        .singleElement()
        .matches(group -> group.logGroupName().equals(GROUP));
  }

  @Test
  void retention_is_set_and_removed() {
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(14));
    assertThat(group().retentionInDays()).isEqualTo(14);
    logs.deleteRetentionPolicy(r -> r.logGroupName(GROUP));
    assertThat(group().retentionInDays()).isNull();
  }

  private software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group() {
    return logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).logGroups().get(0);
  }

  @Test
  void events_come_in_their_order() {
    write("a", "b", "c");
    assertThat(
            logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("one").startFromHead(true))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("a", "b", "c");
  }

  @Test
  void the_last_events_come_without_a_beginning() {
    write("a", "b", "c");
    assertThat(logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("one").limit(2)).events())
        .extracting(OutputLogEvent::message)
        .containsExactly("b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ERROR | 2", "INFO | 1", "\"ERROR two\" | 1", "ERROR two | 1", "none | 0"})
  void events_are_filtered_by_terms(String pattern, int count) {
    write("ERROR one", "INFO fine", "ERROR two");
    assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP).filterPattern(pattern)).events())
        .hasSize(count);
  }

  @Test
  void events_are_filtered_by_time() {
    long before = now;
    write("a", "b", "c");
    assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP).startTime(before + 1)).events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("b", "c");
  }

  @Test
  void a_deleted_group_is_gone() {
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).logGroups()).isEmpty();
  }
}

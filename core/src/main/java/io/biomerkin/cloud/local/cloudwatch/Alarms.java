package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Alarms, and the actions of one whose state changes. */
final class Alarms {

  private static final int PAGE = 50;
  private static final List<String> REQUIRED =
      List.of(
          "AlarmName",
          "MetricName",
          "Namespace",
          "Statistic",
          "Period",
          "EvaluationPeriods",
          "Threshold",
          "ComparisonOperator");

  private final CloudWatchState state;

  Alarms(CloudWatchState state) {
    this.state = state;
  }

  PutMetricAlarmResponse put(PutMetricAlarmRequest request) {
    KnownParameters.only(
        request,
        "AlarmName",
        "AlarmDescription",
        "ActionsEnabled",
        "OKActions",
        "AlarmActions",
        "InsufficientDataActions",
        "MetricName",
        "Namespace",
        "Statistic",
        "Dimensions",
        "Period",
        "Unit",
        "EvaluationPeriods",
        "DatapointsToAlarm",
        "Threshold",
        "ComparisonOperator",
        "TreatMissingData",
        "Tags");
    ObjectNode definition = SdkJson.write(request);
    definition.remove("Tags");
    check(definition);
    Instant now = state.now();
    String name = request.alarmName();
    Alarm alarm =
        state
            .alarms()
            .get(name)
            .map(old -> old.with(definition, now))
            .orElseGet(
                () ->
                    new Alarm(
                        name,
                        definition,
                        tags(request.tags()),
                        now,
                        Alarm.INSUFFICIENT,
                        "Unchecked: Initial alarm creation",
                        now,
                        false));
    state.alarms().put(name, alarm);
    return PutMetricAlarmResponse.builder().build();
  }

  private static void check(ObjectNode definition) {
    for (String name : REQUIRED) {
      if (!definition.hasNonNull(name)) {
        throw CloudWatchErrors.invalid("The parameter " + name + " is required.");
      }
    }
    int periods = definition.path("EvaluationPeriods").asInt();
    int needed = definition.path("DatapointsToAlarm").asInt(periods);
    if (periods < 1 || needed < 1 || needed > periods) {
      throw CloudWatchErrors.invalid("DatapointsToAlarm must be between 1 and EvaluationPeriods.");
    }
    int period = definition.path("Period").asInt();
    if (period != 10 && period != 20 && period != 30 && (period < 60 || period % 60 != 0)) {
      throw CloudWatchErrors.invalid("Period must be 10, 20, 30 or a multiple of 60.");
    }
  }

  DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    KnownParameters.only(
        request,
        "AlarmNames",
        "AlarmNamePrefix",
        "AlarmTypes",
        "StateValue",
        "MaxRecords",
        "NextToken");
    String prefix = Optional.ofNullable(request.alarmNamePrefix()).orElse("");
    List<Alarm> all =
        state.alarms().all().stream()
            .filter(a -> !request.hasAlarmNames() || request.alarmNames().contains(a.name()))
            .filter(a -> a.name().startsWith(prefix))
            .map(this::evaluated)
            .filter(
                a -> request.stateValue() == null || request.stateValueAsString().equals(a.state()))
            .toList();
    Page<Alarm> page =
        Page.of(
            all,
            Alarm::name,
            request.nextToken(),
            Optional.ofNullable(request.maxRecords()).orElse(PAGE),
            CloudWatchErrors::invalidToken);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items().stream().map(this::shown).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private Alarm evaluated(Alarm before) {
    Alarm after = new Evaluation(state).of(before);
    return after.equals(before) ? before : changed(before, after);
  }

  /** Writes the new state, then does what the alarm says for it. */
  private Alarm changed(Alarm before, Alarm after) {
    state.alarms().put(after.name(), after);
    if (!before.state().equals(after.state())
        && after.definition().path("ActionsEnabled").asBoolean(true)) {
      String actions =
          switch (after.state()) {
            case Alarm.ALARM -> "AlarmActions";
            case Alarm.OK -> "OKActions";
            default -> "InsufficientDataActions";
          };
      after.definition().path(actions).forEach(action -> act(action, before, after));
    }
    return after;
  }

  private void act(JsonNode action, Alarm before, Alarm after) {
    if (!action.asText().startsWith("arn:aws:sns:")) {
      return;
    }
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("AlarmName", after.name())
            .put("AlarmDescription", after.definition().path("AlarmDescription").asText(""))
            .put("AWSAccountId", state.account().account())
            .put("OldStateValue", before.state())
            .put("NewStateValue", after.state())
            .put("NewStateReason", after.reason())
            .put("StateChangeTime", after.updated().toString())
            .put("AlarmArn", arn(after.name()));
    try {
      state
          .account()
          .client(SnsClient.class)
          .publish(
              r ->
                  r.topicArn(action.asText())
                      .subject(after.state() + ": \"" + after.name() + "\"")
                      .message(message.toString()));
    } catch (NotFoundException e) {
      // As on AWS: an alarm does not fail with the topic that it was to tell.
    }
  }

  SetAlarmStateResponse set(SetAlarmStateRequest request) {
    Alarm alarm = state.alarms().get(request.alarmName()).orElseThrow(CloudWatchErrors::noAlarm);
    changed(
        alarm,
        alarm.withState(request.stateValueAsString(), request.stateReason(), state.now(), true));
    return SetAlarmStateResponse.builder().build();
  }

  void enable(List<String> names, boolean enabled) {
    for (String name : names) {
      state
          .alarms()
          .get(name)
          .ifPresent(
              alarm -> {
                ObjectNode definition = alarm.definition().deepCopy();
                definition.put("ActionsEnabled", enabled);
                state.alarms().put(name, alarm.with(definition, alarm.configured()));
              });
    }
  }

  DeleteAlarmsResponse delete(DeleteAlarmsRequest request) {
    request.alarmNames().forEach(state.alarms()::remove);
    return DeleteAlarmsResponse.builder().build();
  }

  private MetricAlarm shown(Alarm alarm) {
    ObjectNode shown = alarm.definition().deepCopy();
    if (!shown.has("ActionsEnabled")) {
      shown.put("ActionsEnabled", true);
    }
    shown
        .put("AlarmArn", arn(alarm.name()))
        .put("AlarmConfigurationUpdatedTimestamp", alarm.configured().toString())
        .put("StateValue", alarm.state())
        .put("StateReason", alarm.reason())
        .put("StateUpdatedTimestamp", alarm.updated().toString());
    return SdkJson.read(shown, MetricAlarm.builder());
  }

  /** The alarm of an ARN. */
  Alarm byArn(String arn) {
    return state
        .alarms()
        .get(arn.substring(arn.lastIndexOf(':') + 1))
        .filter(alarm -> arn(alarm.name()).equals(arn))
        .orElseThrow(CloudWatchErrors::noAlarm);
  }

  String arn(String alarm) {
    return state.account().arn("cloudwatch", "alarm:" + alarm);
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}

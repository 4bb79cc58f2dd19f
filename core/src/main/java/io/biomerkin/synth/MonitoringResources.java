package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.ref;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Names;
import io.biomerkin.model.Queue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Configuration for operators; alarms and the dashboard where the environment is monitored. */
final class MonitoringResources {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private static final int PERIOD_SECONDS = 300;
  private static final int PERIODS = 2;
  private static final int MOST_ERRORS = 5;
  private static final int LONGEST_MILLIS = 600_000;
  private static final int MOST_CLIENT_ERRORS = 10;

  private final StackScope scope;

  MonitoringResources(StackScope scope) {
    this.scope = scope;
  }

  void add() {
    configuration();
    if (!scope.environment.monitoring()) {
      return;
    }
    for (Agent agent : scope.blueprint.topology().agents()) {
      alarm(agent, "Errors", "Sum", MOST_ERRORS);
      alarm(agent, "Duration", "Maximum", LONGEST_MILLIS);
    }
    scope.blueprint.topology().api().ifPresent(api -> apiAlarm());
    scope.blueprint.topology().queues().forEach(this::deadLetterAlarm);
    dashboard();
  }

  private void configuration() {
    Map<String, Object> values = new TreeMap<>();
    values.put("application", scope.blueprint.application());
    values.put("environment", scope.environment.name());
    values.put("size", scope.environment.size().name().toLowerCase(java.util.Locale.ROOT));
    values.put("monitoring", scope.environment.monitoring());
    scope.add(
        "Config",
        "AWS::SSM::Parameter",
        Map.of(
            "Name", scope.names.parameter(),
            "Type", "String",
            "Value", json(values),
            "Tags", scope.tagMap()));
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void alarm(Agent agent, String metric, String statistic, int threshold) {
    add(
        AgentResources.id(agent.name()) + metric + "Alarm",
        scope.names.resource(agent.name()) + "-" + metric.toLowerCase(java.util.Locale.ROOT),
        "AWS/Lambda",
        metric,
        statistic,
        threshold,
        Map.of("FunctionName", scope.names.resource(agent.name())));
  }

  private void apiAlarm() {
    add(
        "ApiClientErrorsAlarm",
        scope.names.api() + "-client-errors",
        "AWS/ApiGateway",
        "4XXError",
        "Sum",
        MOST_CLIENT_ERRORS,
        Map.of("ApiName", scope.names.api()));
  }

  private void deadLetterAlarm(Queue queue) {
    queue
        .deadLetter()
        .ifPresent(
            dead ->
                add(
                    Names.pascal(dead) + "QueueAlarm",
                    scope.names.resource(dead) + "-messages",
                    "AWS/SQS",
                    "ApproximateNumberOfMessagesVisible",
                    "Maximum",
                    0,
                    Map.of("QueueName", scope.names.resource(dead))));
  }

  private void add(
      String id,
      String name,
      String namespace,
      String metric,
      String statistic,
      int threshold,
      Map<String, String> dimensions) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("AlarmName", name);
    properties.put("Namespace", namespace);
    properties.put("MetricName", metric);
    properties.put("Dimensions", dimensions(dimensions));
    properties.put("Statistic", statistic);
    properties.put("Period", PERIOD_SECONDS);
    properties.put("EvaluationPeriods", PERIODS);
    properties.put("Threshold", threshold);
    properties.put("ComparisonOperator", "GreaterThanThreshold");
    properties.put("TreatMissingData", "notBreaching");
    properties.put("AlarmActions", List.of(ref("AlertsTopic")));
    properties.put("Tags", scope.tags());
    scope.add(id, "AWS::CloudWatch::Alarm", properties);
  }

  private static List<Map<String, Object>> dimensions(Map<String, String> dimensions) {
    return dimensions.entrySet().stream()
        .map(d -> Map.<String, Object>of("Name", d.getKey(), "Value", d.getValue()))
        .toList();
  }

  private void dashboard() {
    List<Map<String, Object>> widgets = new ArrayList<>();
    int y = 0;
    for (String metric : List.of("Invocations", "Errors", "Duration")) {
      List<List<String>> metrics = new ArrayList<>();
      for (Agent agent : scope.blueprint.topology().agents()) {
        metrics.add(
            List.of("AWS/Lambda", metric, "FunctionName", scope.names.resource(agent.name())));
      }
      widgets.add(widget("Agents: " + metric, metrics, y));
      y += 6;
    }
    if (scope.blueprint.topology().api().isPresent()) {
      List<List<String>> metrics = new ArrayList<>();
      for (String metric : List.of("Count", "4XXError", "5XXError", "Latency")) {
        metrics.add(List.of("AWS/ApiGateway", metric, "ApiName", scope.names.api()));
      }
      widgets.add(widget("API", metrics, y));
    }
    scope.add(
        "Dashboard",
        "AWS::CloudWatch::Dashboard",
        Map.of(
            "DashboardName", scope.names.dashboard(),
            "DashboardBody", json(Map.of("widgets", widgets))));
  }

  private Map<String, Object> widget(String title, List<List<String>> metrics, int y) {
    return Map.of(
        "type",
        "metric",
        "x",
        0,
        "y",
        y,
        "width",
        24,
        "height",
        6,
        "properties",
        Map.of(
            "title", title,
            "region", scope.names.region(),
            "stat", "Sum",
            "period", PERIOD_SECONDS,
            "metrics", metrics));
  }
}

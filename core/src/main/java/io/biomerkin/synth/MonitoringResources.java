package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.ref;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Bucket;
import io.biomerkin.model.Names;
import io.biomerkin.model.Queue;
import io.biomerkin.model.Secret;
import io.biomerkin.model.Table;
import io.biomerkin.model.Topic;
import io.biomerkin.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Configuration for operators; alarms and the dashboard where the environment is monitored. */
final class MonitoringResources {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** The longest values that parameters take: AWS: "Managing parameter tiers". */
  private static final int STANDARD_PARAMETER = 4096;

  private static final int ADVANCED_PARAMETER = 8192;

  /** Lists of names, in the order in which they are left out of a value that is too long. */
  private static final List<String> LISTS =
      List.of("agents", "tables", "buckets", "queues", "topics", "secrets");

  /** More metrics than this one widget does not take: AWS: "CloudWatch service quotas". */
  private static final int MOST_METRICS = 500;

  /** So many of the agents show where not all can. */
  private static final int BUSIEST = 50;

  private static final int PERIOD_SECONDS = 300;
  private static final int PERIODS = 2;
  private static final int AT_ONCE = 1;
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
    String value = configurationText();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Name", scope.names.parameter());
    properties.put("Description", "What the resources of this environment are called");
    properties.put("Type", "String");
    properties.put("Value", value);
    if (value.length() > STANDARD_PARAMETER) {
      properties.put("Tier", "Advanced");
    }
    properties.put("Tags", scope.tagMap());
    scope.add("Config", "AWS::SSM::Parameter", properties);
  }

  /** Names follow from names: those that do not fit nobody has to be told. */
  private String configurationText() {
    Map<String, Object> values = configurationValues();
    String text = json(values);
    for (String list : LISTS) {
      if (text.length() > ADVANCED_PARAMETER) {
        values.remove(list);
        text = json(values);
      }
    }
    return text;
  }

  private Map<String, Object> configurationValues() {
    Names names = scope.names;
    Topology topology = scope.blueprint.topology();
    Map<String, Object> values = new TreeMap<>();
    values.put("application", scope.blueprint.application());
    values.put("environment", scope.environment.name());
    values.put("region", names.region());
    values.put("size", scope.environment.size().name().toLowerCase(Locale.ROOT));
    values.put("monitoring", scope.environment.monitoring());
    values.put("agents", called(topology.agents(), Agent::name, names::resource));
    values.put("tables", called(topology.tables(), Table::name, names::resource));
    values.put("buckets", called(topology.buckets(), Bucket::name, names::bucket));
    values.put("queues", called(topology.queues(), Queue::name, names::resource));
    Map<String, String> topics = called(topology.topics(), Topic::name, names::resource);
    topics.put(Topic.ALERTS, names.resource(Topic.ALERTS));
    values.put("topics", topics);
    values.put("secrets", called(topology.secrets(), Secret::name, names::secret));
    topology.api().ifPresent(api -> values.put("api", names.api()));
    return values;
  }

  private static <T> Map<String, String> called(
      List<T> resources, Function<T, String> name, UnaryOperator<String> called) {
    Map<String, String> names = new TreeMap<>();
    resources.forEach(
        resource -> names.put(name.apply(resource), called.apply(name.apply(resource))));
    return names;
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
        scope.names.resource(agent.name()) + "-" + metric.toLowerCase(Locale.ROOT),
        "AWS/Lambda",
        metric,
        statistic,
        threshold,
        PERIODS,
        Map.of("FunctionName", scope.names.resource(agent.name())));
  }

  private void apiAlarm() {
    add(
        "Api4xxAlarm",
        scope.names.api() + "-client-errors",
        "AWS/ApiGateway",
        "4XXError",
        "Sum",
        MOST_CLIENT_ERRORS,
        PERIODS,
        Map.of("ApiName", scope.names.api()));
  }

  private void deadLetterAlarm(Queue queue) {
    queue
        .deadLetter()
        .filter(dead -> !scope.has(Names.pascal(dead) + "QueueAlarm"))
        .ifPresent(
            dead ->
                add(
                    Names.pascal(dead) + "QueueAlarm",
                    scope.names.resource(dead) + "-messages",
                    "AWS/SQS",
                    "ApproximateNumberOfMessagesVisible",
                    "Maximum",
                    0,
                    AT_ONCE,
                    Map.of("QueueName", scope.names.resource(dead))));
  }

  private void add(
      String id,
      String name,
      String namespace,
      String metric,
      String statistic,
      int threshold,
      int periods,
      Map<String, String> dimensions) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("AlarmName", name);
    properties.put("Namespace", namespace);
    properties.put("MetricName", metric);
    properties.put("Dimensions", dimensions(dimensions));
    properties.put("Statistic", statistic);
    properties.put("Period", PERIOD_SECONDS);
    properties.put("EvaluationPeriods", periods);
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
      widgets.add(widget("Agents: " + metric, metrics(metric), y));
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

  /** Those of every agent, or of the busiest of many. */
  private List<?> metrics(String metric) {
    List<Agent> agents = scope.blueprint.topology().agents();
    if (agents.size() > MOST_METRICS) {
      String search =
          "SEARCH('{AWS/Lambda,FunctionName} MetricName=\""
              + metric
              + "\" "
              + scope.names.resource("*").replaceAll("[^A-Za-z0-9]+", " ")
              + "', 'Sum', "
              + PERIOD_SECONDS
              + ")";
      String busiest = "SORT(" + search + ", SUM, DESC, " + BUSIEST + ")";
      return List.of(List.of(Map.of("expression", busiest)));
    }
    List<List<String>> metrics = new ArrayList<>();
    for (Agent agent : agents) {
      metrics.add(
          List.of("AWS/Lambda", metric, "FunctionName", scope.names.resource(agent.name())));
    }
    return metrics;
  }

  private Map<String, Object> widget(String title, List<?> metrics, int y) {
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

package io.biomerkin.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What functions leave behind: logs and metrics, through CloudWatch. */
public final class FunctionRecords {

  private static final int HOUR = 3600;

  /** AWS: "GetMetricData" in the CloudWatch API reference. */
  private static final int MOST_QUERIES = 500;

  /**
   * What Lambda and its runtimes write (AWS: "Troubleshoot execution issues in Lambda"), in words
   * of "Filter pattern syntax".
   */
  private static final String FAILURES =
      "?\"[ERROR]\" ?\"Task timed out\" ?\"Runtime exited\" ?\"Runtime.\" ?Exception";

  private final Cloud cloud;

  /** The records of the functions of a cloud. */
  public FunctionRecords(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * What a function logged when it failed the last time.
   *
   * @param group the function's log group
   * @param within how far back
   * @param lines how many lines, at most
   * @return the lines from the failure on; empty when none is told of
   */
  public List<String> lastFailure(String group, Duration within, int lines) {
    CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);
    Instant from = cloud.clock().now().minus(within);
    try {
      Optional<FilteredLogEvent> last =
          logs
              .filterLogEventsPaginator(
                  r -> r.logGroupName(group).startTime(from.toEpochMilli()).filterPattern(FAILURES))
              .events()
              .stream()
              .reduce((older, newer) -> newer);
      return last.stream()
          .flatMap(
              event ->
                  logs
                      .getLogEvents(
                          r ->
                              r.logGroupName(group)
                                  .logStreamName(event.logStreamName())
                                  .startTime(event.timestamp())
                                  .startFromHead(true)
                                  .limit(lines))
                      .events()
                      .stream())
          .map(OutputLogEvent::message)
          .dropWhile(message -> !message.equals(last.get().message()))
          .flatMap(String::lines)
          .limit(lines)
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  /**
   * How often functions failed of late (AWS: "Types of metrics for Lambda functions").
   *
   * @param functions their names, 500 at most
   * @param within how far back
   * @return the count by name; only of those that failed
   */
  public Map<String, Long> errors(List<String> functions, Duration within) {
    Map<String, Long> errors = new HashMap<>();
    for (int from = 0; from < functions.size(); from += MOST_QUERIES) {
      int to = Math.min(functions.size(), from + MOST_QUERIES);
      errors.putAll(some(functions.subList(from, to), within));
    }
    return errors;
  }

  private Map<String, Long> some(List<String> functions, Duration within) {
    Instant now = cloud.clock().now();
    List<MetricDataQuery> queries =
        IntStream.range(0, functions.size())
            .mapToObj(i -> query("e" + i, functions.get(i)))
            .toList();
    return cloud
        .client(CloudWatchClient.class)
        .getMetricData(r -> r.startTime(now.minus(within)).endTime(now).metricDataQueries(queries))
        .metricDataResults()
        .stream()
        .filter(result -> sum(result) > 0)
        .collect(
            Collectors.toMap(
                result -> functions.get(Integer.parseInt(result.id().substring(1))),
                FunctionRecords::sum));
  }

  private static MetricDataQuery query(String id, String function) {
    Metric errors =
        Metric.builder()
            .namespace("AWS/Lambda")
            .metricName("Errors")
            .dimensions(Dimension.builder().name("FunctionName").value(function).build())
            .build();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(m -> m.metric(errors).period(HOUR).stat("Sum"))
        .build();
  }

  private static long sum(MetricDataResult result) {
    return Math.round(result.values().stream().mapToDouble(Double::doubleValue).sum());
  }
}

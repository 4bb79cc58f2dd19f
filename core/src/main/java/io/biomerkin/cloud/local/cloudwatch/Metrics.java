package io.biomerkin.cloud.local.cloudwatch;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** What is measured, and what is asked of it. */
final class Metrics {

  private final CloudWatchState state;

  Metrics(CloudWatchState state) {
    this.state = state;
  }

  PutMetricDataResponse put(PutMetricDataRequest request) {
    KnownParameters.only(request, "Namespace", "MetricData");
    String namespace = Optional.ofNullable(request.namespace()).orElse("");
    if (namespace.isBlank() || request.metricData().isEmpty()) {
      throw CloudWatchErrors.invalid("The parameter Namespace and MetricData are required.");
    }
    Instant now = state.now();
    for (MetricDatum datum : request.metricData()) {
      Series series =
          state.series(
              namespace, datum.metricName(), CloudWatchState.dimensions(datum.dimensions()));
      Instant moment = Optional.ofNullable(datum.timestamp()).orElse(now);
      state.save(series.plus(moment, sample(datum), now));
    }
    return PutMetricDataResponse.builder().build();
  }

  private static Sample sample(MetricDatum datum) {
    if (datum.statisticValues() != null) {
      return new Sample(
          datum.statisticValues().sampleCount(),
          datum.statisticValues().sum(),
          datum.statisticValues().minimum(),
          datum.statisticValues().maximum());
    }
    if (datum.value() != null) {
      return Sample.of(datum.value());
    }
    List<Double> counts = datum.counts();
    Optional<Sample> all = Optional.empty();
    for (int i = 0; i < datum.values().size(); i++) {
      Sample one = Sample.of(datum.values().get(i)).times(counts.isEmpty() ? 1 : counts.get(i));
      all = Optional.of(all.map(sum -> sum.plus(one)).orElse(one));
    }
    return all.orElseThrow(
        () -> CloudWatchErrors.invalid("At least one of the parameters must be specified."));
  }

  GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
    KnownParameters.only(
        request,
        "Namespace",
        "MetricName",
        "Dimensions",
        "StartTime",
        "EndTime",
        "Period",
        "Statistics",
        "Unit");
    Series series =
        state.series(
            request.namespace(),
            request.metricName(),
            CloudWatchState.dimensions(request.dimensions()));
    List<Datapoint> points = new ArrayList<>();
    periods(series, request.startTime(), request.endTime(), request.period())
        .forEach(
            (start, sample) ->
                points.add(
                    datapoint(start, sample, request.statisticsAsStrings(), request.unit())));
    return GetMetricStatisticsResponse.builder()
        .label(request.metricName())
        .datapoints(points)
        .build();
  }

  private static Datapoint datapoint(
      Instant start,
      Sample sample,
      List<String> statistics,
      @org.jspecify.annotations.Nullable StandardUnit unit) {
    Datapoint.Builder point =
        Datapoint.builder().timestamp(start).unit(unit == null ? StandardUnit.NONE : unit);
    for (String statistic : statistics) {
      double value = sample.statistic(statistic);
      switch (statistic) {
        case "Sum" -> point.sum(value);
        case "Average" -> point.average(value);
        case "Minimum" -> point.minimum(value);
        case "Maximum" -> point.maximum(value);
        default -> point.sampleCount(value);
      }
    }
    return point.build();
  }

  GetMetricDataResponse data(GetMetricDataRequest request) {
    KnownParameters.only(request, "MetricDataQueries", "StartTime", "EndTime", "ScanBy");
    List<MetricDataResult> results = new ArrayList<>();
    for (MetricDataQuery query : request.metricDataQueries()) {
      if (query.metricStat() == null) {
        throw KnownParameters.refused(request, "MetricDataQueries.Expression");
      }
      results.add(result(request, query));
    }
    return GetMetricDataResponse.builder().metricDataResults(results).build();
  }

  private MetricDataResult result(GetMetricDataRequest request, MetricDataQuery query) {
    Metric metric = query.metricStat().metric();
    Series series =
        state.series(
            metric.namespace(),
            metric.metricName(),
            CloudWatchState.dimensions(metric.dimensions()));
    List<Instant> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    periods(series, request.startTime(), request.endTime(), query.metricStat().period())
        .forEach(
            (start, sample) -> {
              times.add(start);
              values.add(sample.statistic(query.metricStat().stat()));
            });
    if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
      Collections.reverse(times);
      Collections.reverse(values);
    }
    return MetricDataResult.builder()
        .id(query.id())
        .label(Optional.ofNullable(query.label()).orElse(metric.metricName()))
        .timestamps(times)
        .values(values)
        .statusCode("Complete")
        .build();
  }

  /** The samples of each period in which something was measured, by its start. */
  private static Map<Instant, Sample> periods(
      Series series, Instant from, Instant to, int seconds) {
    if (seconds < 60 || seconds % 60 != 0) {
      throw CloudWatchErrors.invalid("The parameter Period must be a multiple of 60, at least 60.");
    }
    if (!from.isBefore(to)) {
      throw CloudWatchErrors.invalid(
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    Duration period = Duration.ofSeconds(seconds);
    TreeMap<Instant, Sample> periods = new TreeMap<>();
    for (Map.Entry<Long, Sample> entry : series.samples().entrySet()) {
      Instant minute = Instant.ofEpochSecond(entry.getKey());
      if (!minute.isBefore(floor(from, period)) && minute.isBefore(to)) {
        periods.merge(floor(minute, period), entry.getValue(), Sample::plus);
      }
    }
    return periods;
  }

  /** The start of the period in which a moment lies. */
  static Instant floor(Instant moment, Duration period) {
    long seconds = moment.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, period.toSeconds()));
  }

  ListMetricsResponse list(ListMetricsRequest request) {
    KnownParameters.only(request, "Namespace", "MetricName", "Dimensions");
    return ListMetricsResponse.builder()
        .metrics(
            state.series().all().stream()
                .filter(s -> isOrNull(request.namespace(), s.namespace()))
                .filter(s -> isOrNull(request.metricName(), s.metric()))
                .filter(
                    s ->
                        request.dimensions().stream()
                            .allMatch(
                                d ->
                                    s.dimensions().containsKey(d.name())
                                        && isOrNull(d.value(), s.dimensions().get(d.name()))))
                .map(
                    s ->
                        Metric.builder()
                            .namespace(s.namespace())
                            .metricName(s.metric())
                            .dimensions(CloudWatchState.list(s.dimensions()))
                            .build())
                .toList())
        .build();
  }

  private static boolean isOrNull(
      @org.jspecify.annotations.Nullable String wanted,
      @org.jspecify.annotations.Nullable String is) {
    return wanted == null || wanted.equals(is);
  }
}

package io.biomerkin.cloud.local.cloudwatch;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Documents;
import io.biomerkin.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/** Where metrics, alarms and dashboards are kept. */
final class CloudWatchState {

  private final LocalAccount account;

  CloudWatchState(LocalAccount account) {
    this.account = account;
  }

  LocalAccount account() {
    return account;
  }

  Instant now() {
    return account.clock().now();
  }

  Documents<Series> series() {
    return account.state().documents("cloudwatch/metrics", Series.class);
  }

  Documents<Alarm> alarms() {
    return account.state().documents("cloudwatch/alarms", Alarm.class);
  }

  Documents<Dashboard> dashboards() {
    return account.state().documents("cloudwatch/dashboards", Dashboard.class);
  }

  /** What was measured of a metric; a series without samples when nothing was. */
  Series series(String namespace, String metric, Map<String, String> dimensions) {
    return series()
        .get(id(namespace, metric, dimensions))
        .orElseGet(() -> new Series(namespace, metric, dimensions, Map.of()));
  }

  void save(Series series) {
    series().put(id(series.namespace(), series.metric(), series.dimensions()), series);
  }

  static Map<String, String> dimensions(List<Dimension> dimensions) {
    Map<String, String> map = new TreeMap<>();
    dimensions.forEach(dimension -> map.put(dimension.name(), dimension.value()));
    return map;
  }

  static List<Dimension> list(Map<String, String> dimensions) {
    return dimensions.entrySet().stream()
        .map(entry -> Dimension.builder().name(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  private static String id(String namespace, String metric, Map<String, String> dimensions) {
    return Sha256.hex(namespace + "\n" + metric + "\n" + new TreeMap<>(dimensions));
  }
}

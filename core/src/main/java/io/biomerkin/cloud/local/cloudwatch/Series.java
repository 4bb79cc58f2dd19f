package io.biomerkin.cloud.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that was measured of one metric with one set of dimensions.
 *
 * @param namespace e.g. {@code AWS/Lambda}
 * @param metric e.g. {@code Errors}
 * @param dimensions by name
 * @param samples by the epoch second of their minute
 */
record Series(
    String namespace, String metric, Map<String, String> dimensions, Map<Long, Sample> samples) {

  private static final Duration KEPT = Duration.ofDays(15);

  /** One more; what is older than two weeks and a day goes. */
  Series plus(Instant moment, Sample sample, Instant now) {
    TreeMap<Long, Sample> changed = new TreeMap<>(samples);
    long minute = moment.truncatedTo(ChronoUnit.MINUTES).getEpochSecond();
    changed.merge(minute, sample, Sample::plus);
    changed.headMap(now.minus(KEPT).getEpochSecond()).clear();
    return new Series(namespace, metric, dimensions, changed);
  }

  /** All together from one moment (inclusive) to another (exclusive). */
  Optional<Sample> between(Instant from, Instant to) {
    return samples.entrySet().stream()
        .filter(entry -> entry.getKey() >= from.getEpochSecond())
        .filter(entry -> entry.getKey() < to.getEpochSecond())
        .map(Map.Entry::getValue)
        .reduce(Sample::plus);
  }

  /** The newest minute in which something was measured. */
  Optional<Instant> newest() {
    return samples.keySet().stream().max(Long::compare).map(Instant::ofEpochSecond);
  }
}

package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an alarm's metric says now. */
final class Evaluation {

  private final CloudWatchState state;

  Evaluation(CloudWatchState state) {
    this.state = state;
  }

  /** What was counted in the periods that are looked at. */
  private record Counts(int breaching, int fine, int missing) {}

  /** The alarm with the state that follows from what was measured. */
  Alarm of(Alarm alarm) {
    Series series = series(alarm.definition());
    boolean newer =
        series.newest().filter(newest -> newest.isAfter(minute(alarm.updated()))).isPresent();
    if (alarm.setByHand() && !newer) {
      return alarm;
    }
    Counts counts = counts(series, alarm.definition());
    String next = state(alarm, counts);
    return next.equals(alarm.state())
        ? alarm
        : alarm.withState(next, reason(alarm.definition(), counts), state.now(), false);
  }

  private static Instant minute(Instant moment) {
    return Metrics.floor(moment, Duration.ofMinutes(1));
  }

  private Series series(JsonNode definition) {
    Map<String, String> dimensions = new TreeMap<>();
    definition
        .path("Dimensions")
        .forEach(d -> dimensions.put(d.path("Name").asText(), d.path("Value").asText()));
    return state.series(
        definition.path("Namespace").asText(), definition.path("MetricName").asText(), dimensions);
  }

  /** The newest period counts as soon as something is measured in it, before it is over. */
  private Counts counts(Series series, JsonNode definition) {
    Duration period = Duration.ofSeconds(definition.path("Period").asLong(60));
    Instant end = Metrics.floor(state.now(), period);
    if (series.between(end, end.plus(period)).isPresent()) {
      end = end.plus(period);
    }
    int breaching = 0;
    int fine = 0;
    int missing = 0;
    for (int i = 0; i < definition.path("EvaluationPeriods").asInt(1); i++) {
      Optional<Sample> sample = series.between(end.minus(period), end);
      if (sample.isEmpty()) {
        missing++;
      } else if (breaches(
          sample.get().statistic(definition.path("Statistic").asText()), definition)) {
        breaching++;
      } else {
        fine++;
      }
      end = end.minus(period);
    }
    return new Counts(breaching, fine, missing);
  }

  private static boolean breaches(double value, JsonNode definition) {
    double threshold = definition.path("Threshold").asDouble();
    return switch (definition.path("ComparisonOperator").asText()) {
      case "GreaterThanThreshold" -> value > threshold;
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "LessThanThreshold" -> value < threshold;
      default -> value <= threshold;
    };
  }

  private static String state(Alarm alarm, Counts counts) {
    JsonNode definition = alarm.definition();
    int needed =
        definition.path("DatapointsToAlarm").asInt(definition.path("EvaluationPeriods").asInt(1));
    String missing = definition.path("TreatMissingData").asText("missing");
    boolean none = counts.breaching() + counts.fine() == 0;
    if (none && missing.equals("ignore")) {
      return alarm.state();
    }
    if (none && missing.equals("missing")) {
      return Alarm.INSUFFICIENT;
    }
    int breaching = counts.breaching() + (missing.equals("breaching") ? counts.missing() : 0);
    return breaching >= needed ? Alarm.ALARM : Alarm.OK;
  }

  private static String reason(JsonNode definition, Counts counts) {
    if (counts.breaching() + counts.fine() == 0) {
      return "No datapoints were received for the evaluated periods";
    }
    return "Threshold Crossed: "
        + counts.breaching()
        + " of "
        + definition.path("EvaluationPeriods").asInt(1)
        + " datapoints were "
        + definition.path("ComparisonOperator").asText()
        + " "
        + definition.path("Threshold").asText();
  }
}

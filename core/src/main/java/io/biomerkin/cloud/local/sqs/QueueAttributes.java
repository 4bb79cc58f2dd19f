package io.biomerkin.cloud.local.sqs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What can be set of a queue: names, ranges, defaults. */
final class QueueAttributes {

  static final String VISIBILITY = "VisibilityTimeout";
  static final String RETENTION = "MessageRetentionPeriod";
  static final String DELAY = "DelaySeconds";
  static final String LARGEST = "MaximumMessageSize";
  static final String REDRIVE = "RedrivePolicy";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          VISIBILITY,
          "30",
          RETENTION,
          "345600",
          DELAY,
          "0",
          LARGEST,
          "1048576",
          "ReceiveMessageWaitTimeSeconds",
          "0",
          "SqsManagedSseEnabled",
          "true");

  private static final Map<String, Range> RANGES =
      Map.of(
          VISIBILITY,
          new Range(0, 43_200),
          RETENTION,
          new Range(60, 1_209_600),
          DELAY,
          new Range(0, 900),
          LARGEST,
          new Range(1_024, 1_048_576),
          "ReceiveMessageWaitTimeSeconds",
          new Range(0, 20),
          "KmsDataKeyReusePeriodSeconds",
          new Range(60, 86_400));

  private static final Set<String> TEXTS =
      Set.of("Policy", REDRIVE, "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled");

  private record Range(long least, long most) {
    boolean holds(String text) {
      return text.matches("[0-9]{1,9}")
          && Long.parseLong(text) >= least
          && Long.parseLong(text) <= most;
    }
  }

  private QueueAttributes() {}

  /** The attributes that a new queue has. */
  static Map<String, String> defaults() {
    return new TreeMap<>(DEFAULTS);
  }

  static boolean isKnown(String name) {
    return RANGES.containsKey(name) || TEXTS.contains(name);
  }

  /** Refuses an attribute that there is not, or a value out of its range. */
  static void check(Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          Optional<Range> range = Optional.ofNullable(RANGES.get(name));
          if (range.isEmpty() && !TEXTS.contains(name)) {
            throw SqsErrors.unknownAttribute(name);
          }
          if (range.isPresent() && !range.get().holds(value)) {
            throw SqsErrors.invalidValue(name);
          }
        });
  }
}

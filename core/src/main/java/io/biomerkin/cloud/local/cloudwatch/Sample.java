package io.biomerkin.cloud.local.cloudwatch;

/**
 * What was measured in a minute, or in any longer time.
 *
 * @param count how many values
 * @param sum their sum
 * @param minimum the least
 * @param maximum the largest
 */
record Sample(double count, double sum, double minimum, double maximum) {

  static Sample of(double value) {
    return new Sample(1, value, value, value);
  }

  Sample times(double times) {
    return new Sample(count * times, sum * times, minimum, maximum);
  }

  Sample plus(Sample other) {
    return new Sample(
        count + other.count,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /** The statistic of that name, as the API spells it. */
  double statistic(String name) {
    return switch (name) {
      case "Sum" -> sum;
      case "Average" -> sum / count;
      case "Minimum" -> minimum;
      case "Maximum" -> maximum;
      case "SampleCount" -> count;
      default ->
          throw CloudWatchErrors.invalid(
              "The value " + name + " for parameter Statistic is not supported.");
    };
  }
}

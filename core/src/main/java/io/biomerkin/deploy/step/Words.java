package io.biomerkin.deploy.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Values as people read them. */
public final class Words {

  private Words() {}

  /** {@code 1 hour 30 minutes}. */
  public static String duration(Duration time) {
    List<String> parts = new ArrayList<>();
    add(parts, time.toDaysPart(), "day");
    add(parts, time.toHoursPart(), "hour");
    add(parts, time.toMinutesPart(), "minute");
    add(parts, time.toSecondsPart(), "second");
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count(count, unit));
    }
  }

  /** {@code 1 agent}, {@code 2 agents}. */
  public static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}

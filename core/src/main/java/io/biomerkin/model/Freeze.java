package io.biomerkin.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * A part of every week in which nothing is deployed.
 *
 * @param from its first moment
 * @param until the first moment after it; may lie in the next week
 * @param zone the zone of both
 */
public record Freeze(WeekTime from, WeekTime until, ZoneId zone) {

  /**
   * A moment of every week.
   *
   * @param day the day
   * @param time the time of that day
   */
  public record WeekTime(DayOfWeek day, LocalTime time) {}

  /** Whether the moment lies in the freeze. */
  public boolean contains(Instant moment) {
    ZonedDateTime start = last(from, moment.atZone(zone));
    return moment.isBefore(end(start).toInstant());
  }

  /** When a freeze that contains the moment ends. */
  public Instant endAfter(Instant moment) {
    return end(last(from, moment.atZone(zone))).toInstant();
  }

  private ZonedDateTime last(WeekTime week, ZonedDateTime moment) {
    ZonedDateTime on = moment.with(TemporalAdjusters.previousOrSame(week.day())).with(week.time());
    return on.isAfter(moment) ? on.minusWeeks(1) : on;
  }

  private ZonedDateTime end(ZonedDateTime start) {
    ZonedDateTime on = start.with(TemporalAdjusters.nextOrSame(until.day())).with(until.time());
    return Duration.between(start, on).isNegative() || on.equals(start) ? on.plusWeeks(1) : on;
  }
}

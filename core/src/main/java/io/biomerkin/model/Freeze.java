package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * A time in which nothing is deployed, by the clocks of its zone. A time that a change of the
 * clocks leaves out is the moment of that change; of one that there is twice, the first is meant.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Freeze.Weekly.class, name = "weekly"),
  @JsonSubTypes.Type(value = Freeze.Dates.class, name = "dates")
})
public sealed interface Freeze {

  /** Whether the moment lies in the freeze. */
  boolean contains(Instant moment);

  /** When a freeze that contains the moment ends. */
  Instant endAfter(Instant moment);

  /** Whose clocks it goes by. */
  ZoneId zone();

  /**
   * A part of every week.
   *
   * @param from its first moment
   * @param until the first moment after it; may lie in the next week
   * @param zone the zone of both
   */
  record Weekly(WeekTime from, WeekTime until, ZoneId zone) implements Freeze {

    @Override
    public boolean contains(Instant moment) {
      return moment.isBefore(endAfter(moment));
    }

    @Override
    public Instant endAfter(Instant moment) {
      LocalDateTime start = last(moment);
      LocalDateTime end = start.with(TemporalAdjusters.nextOrSame(until.day())).with(until.time());
      return instant(end.isAfter(start) ? end : end.plusWeeks(1), zone);
    }

    /** The last time that it began, by the clock on the wall. */
    private LocalDateTime last(Instant moment) {
      LocalDateTime on =
          LocalDateTime.ofInstant(moment, zone)
              .with(TemporalAdjusters.previousOrSame(from.day()))
              .with(from.time());
      return instant(on, zone).isAfter(moment) ? on.minusWeeks(1) : on;
    }

    @Override
    public String toString() {
      return from + " to " + until + " " + zone;
    }
  }

  /**
   * A moment of every week.
   *
   * @param day the day
   * @param time the time of that day
   */
  record WeekTime(DayOfWeek day, LocalTime time) {
    @Override
    public String toString() {
      String name = day.name();
      return name.charAt(0) + name.substring(1, 3).toLowerCase(java.util.Locale.ROOT) + " " + time;
    }
  }

  /**
   * A range of dates.
   *
   * @param from its first moment
   * @param until the first moment after it
   * @param zone the zone of both
   */
  record Dates(LocalDateTime from, LocalDateTime until, ZoneId zone) implements Freeze {

    @Override
    public boolean contains(Instant moment) {
      return !moment.isBefore(instant(from, zone)) && moment.isBefore(instant(until, zone));
    }

    @Override
    public Instant endAfter(Instant moment) {
      return instant(until, zone);
    }

    @Override
    public String toString() {
      return from.toString().replace('T', ' ')
          + " to "
          + until.toString().replace('T', ' ')
          + " "
          + zone;
    }
  }

  private static Instant instant(LocalDateTime time, ZoneId zone) {
    ZonedDateTime zoned = time.atZone(zone);
    var change = zone.getRules().getTransition(time);
    // In the gap of a change, Java would go on by the length of the gap.
    return change != null && change.isGap() ? change.getInstant() : zoned.toInstant();
  }
}

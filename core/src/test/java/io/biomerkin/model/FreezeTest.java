package io.biomerkin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {

  private static final Freeze WEEKEND =
      new Freeze.Weekly(
          new Freeze.WeekTime(DayOfWeek.FRIDAY, LocalTime.of(16, 0)),
          new Freeze.WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0)),
          ZoneId.of("UTC"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T15:59:59Z, false",
    "2026-11-20T16:00:00Z, true",
    "2026-11-22T12:00:00Z, true",
    "2026-11-23T07:59:59Z, true",
    "2026-11-23T08:00:00Z, false",
    "2026-11-25T08:00:00Z, false"
  })
  void a_weekend_freeze_spans_the_turn_of_the_week(Instant moment, boolean frozen) {
    assertThat(WEEKEND.contains(moment)).isEqualTo(frozen);
  }

  @Test
  void tells_when_it_ends() {
    assertThat(WEEKEND.endAfter(Instant.parse("2026-11-21T00:00:00Z")))
        .isEqualTo("2026-11-23T08:00:00Z");
  }

  private static Freeze weekly(String from, String until, String zone) {
    return new Freeze.Weekly(weekTime(from), weekTime(until), ZoneId.of(zone));
  }

  private static Freeze.WeekTime weekTime(String text) {
    String[] parts = text.split(" ");
    return new Freeze.WeekTime(DayOfWeek.valueOf(parts[0]), LocalTime.parse(parts[1]));
  }

  private static Freeze dates(String from, String until, String zone) {
    return new Freeze.Dates(LocalDateTime.parse(from), LocalDateTime.parse(until), ZoneId.of(zone));
  }

  /** Frozen from the first of the moments up to, and without, the second. */
  private static void assertFrozen(Freeze freeze, String from, String until) {
    Instant first = Instant.parse(from);
    Instant end = Instant.parse(until);
    assertThat(freeze.contains(first.minusNanos(1))).as("before " + from).isFalse();
    assertThat(freeze.contains(first)).as("at " + from).isTrue();
    assertThat(freeze.contains(end.minusNanos(1))).as("before " + until).isTrue();
    assertThat(freeze.contains(end)).as("at " + until).isFalse();
    assertThat(freeze.endAfter(first)).isEqualTo(end);
    assertThat(freeze.endAfter(end.minusNanos(1))).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    // The weekends of both changes, and one of each season.
    "Europe/Berlin, 2026-01-09T15:00:00Z, 2026-01-12T07:00:00Z",
    "Europe/Berlin, 2026-03-27T15:00:00Z, 2026-03-30T06:00:00Z",
    "Europe/Berlin, 2026-07-10T14:00:00Z, 2026-07-13T06:00:00Z",
    "Europe/Berlin, 2026-10-23T14:00:00Z, 2026-10-26T07:00:00Z",
    "America/New_York, 2026-01-09T21:00:00Z, 2026-01-12T13:00:00Z",
    "America/New_York, 2026-03-06T21:00:00Z, 2026-03-09T12:00:00Z",
    "America/New_York, 2026-07-10T20:00:00Z, 2026-07-13T12:00:00Z",
    "America/New_York, 2026-10-30T20:00:00Z, 2026-11-02T13:00:00Z"
  })
  void goes_by_the_clock_on_the_wall_when_it_changes(String zone, String from, String until) {
    assertFrozen(weekly("FRIDAY 16:00", "MONDAY 08:00", zone), from, until);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29T10:00:00Z",
    "America/New_York, 2026-03-08T07:00:00Z, 2026-03-08T16:00:00Z"
  })
  void a_time_that_is_left_out_is_the_moment_of_the_change(String zone, String from, String until) {
    assertFrozen(weekly("SUNDAY 02:30", "SUNDAY 12:00", zone), from, until);
    LocalDateTime day = LocalDateTime.ofInstant(Instant.parse(until), ZoneId.of(zone));
    String gap = day.toLocalDate() + "T02:30";
    assertFrozen(dates(gap, day.toString(), zone), from, until);
    assertThat(dates("2026-01-01T00:00", gap, zone).endAfter(Instant.EPOCH)).isEqualTo(from);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T11:00:00Z",
    "America/New_York, 2026-11-01T05:30:00Z, 2026-11-01T17:00:00Z"
  })
  void of_a_time_that_there_is_twice_the_first_is_meant(String zone, String from, String until) {
    LocalDateTime twice = LocalDateTime.ofInstant(Instant.parse(from), ZoneId.of(zone));
    assertFrozen(weekly("SUNDAY " + twice.toLocalTime(), "SUNDAY 12:00", zone), from, until);
    LocalDateTime noon = LocalDateTime.ofInstant(Instant.parse(until), ZoneId.of(zone));
    assertFrozen(dates(twice.toString(), noon.toString(), zone), from, until);
    assertThat(dates("2026-01-01T00:00", twice.toString(), zone).endAfter(Instant.EPOCH))
        .isEqualTo(from);
  }

  @Test
  void a_freeze_may_leave_out_but_a_moment_of_the_week() {
    Freeze freeze = weekly("MONDAY 00:00", "SUNDAY 23:59", "UTC");
    assertFrozen(freeze, "2026-11-23T00:00:00Z", "2026-11-29T23:59:00Z");
  }

  @Test
  void a_freeze_of_dates_is_there_once() {
    Freeze holidays = dates("2026-12-20T00:00", "2027-01-03T18:00", "Europe/Berlin");
    assertFrozen(holidays, "2026-12-19T23:00:00Z", "2027-01-03T17:00:00Z");
    assertThat(holidays.contains(Instant.parse("2027-12-25T00:00:00Z"))).isFalse();
    assertThat(holidays).hasToString("2026-12-20 00:00 to 2027-01-03 18:00 Europe/Berlin");
  }

  @Test
  void a_freeze_of_dates_may_span_changes_of_the_clocks() {
    assertFrozen(
        dates("2026-03-28T12:00", "2026-10-25T12:00", "Europe/Berlin"),
        "2026-03-28T11:00:00Z",
        "2026-10-25T11:00:00Z");
  }
}

package io.biomerkin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {

  private static final Freeze WEEKEND =
      new Freeze(
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
}

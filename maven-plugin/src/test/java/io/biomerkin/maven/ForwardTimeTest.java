package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTimeTest {

  /** A Monday. */
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "+90m, 2026-11-23T11:00:00Z",
    "+1h, 2026-11-23T10:30:00Z",
    "+2d, 2026-11-25T09:30:00Z",
    "+5s, 2026-11-23T09:30:05Z",
    "Sat 10:00, 2026-11-28T10:00:00Z",
    "mon 09:31, 2026-11-23T09:31:00Z",
    "Mon 09:30, 2026-11-30T09:30:00Z",
    "Mon 09:00, 2026-11-30T09:00:00Z"
  })
  void is_by_so_much_or_to_the_next_such_moment(String text, Instant time) {
    assertThat(ForwardTime.of(text, NOW)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1h", "-1h", "+1", "+1w", "+999999d", "Xyz 10:00", "Mon 25:00", "Mon"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> ForwardTime.of(text, NOW))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "-DtryOutClock="
                + text
                + ": that is no time to put a clock forward to; write it as +90m, +1h, +2d or 'Mon"
                + " 09:00' [BMK-104]");
  }
}

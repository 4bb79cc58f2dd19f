package io.biomerkin.maven;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code +90m} or {@code Mon 09:00}: how far a clock is put forward. */
final class ForwardTime {

  private static final Pattern BY = Pattern.compile("\\+(\\d{1,5})([smhd])");
  private static final Pattern TO = Pattern.compile("([A-Za-z]{3}) (\\d\\d:\\d\\d)");

  private ForwardTime() {}

  /** The time that the clock tells then. */
  static Instant of(String text, Instant now) {
    Matcher by = BY.matcher(text);
    if (by.matches()) {
      String unit = by.group(2);
      return now.plus(Duration.parse((unit.equals("d") ? "P" : "PT") + by.group(1) + unit));
    }
    Matcher to = TO.matcher(text);
    if (!to.matches()) {
      throw wrong(text);
    }
    DayOfWeek day =
        Arrays.stream(DayOfWeek.values())
            .filter(d -> d.name().startsWith(to.group(1).toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> wrong(text));
    try {
      return next(day, LocalTime.parse(to.group(2)), now);
    } catch (DateTimeParseException e) {
      throw wrong(text);
    }
  }

  private static Instant next(DayOfWeek day, LocalTime time, Instant now) {
    ZonedDateTime today = now.atZone(ZoneOffset.UTC);
    ZonedDateTime that = today.with(TemporalAdjusters.nextOrSame(day)).with(time);
    return (that.isAfter(today) ? that : that.plusWeeks(1)).toInstant();
  }

  private static ProblemException wrong(String text) {
    return new ProblemException(
        ProblemCode.WRONG_VALUE,
        "-DtryOutClock=" + text,
        "that is no time to put a clock forward to",
        "write it as +90m, +1h, +2d or 'Mon 09:00'");
  }
}

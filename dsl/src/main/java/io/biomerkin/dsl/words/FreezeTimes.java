package io.biomerkin.dsl.words;

import io.biomerkin.model.Freeze;
import io.biomerkin.model.Freeze.WeekTime;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Both ends of a freeze as people write them: {@code Fri 16:00}, {@code 2026-12-20 18:00}. */
final class FreezeTimes {

  private FreezeTimes() {}

  static Optional<Freeze> freeze(Block block, Map<String, Object> options) {
    Optional<Object> from = moment(block, "from", options);
    Optional<Object> until = moment(block, "until", options);
    Optional<ZoneId> zone = zone(block, String.valueOf(options.getOrDefault("zone", "UTC")));
    if (from.isEmpty() || until.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    if (from.get() instanceof WeekTime start && until.get() instanceof WeekTime end) {
      return Optional.of(new Freeze.Weekly(start, end, zone.get()));
    }
    if (from.get() instanceof LocalDateTime start && until.get() instanceof LocalDateTime end) {
      return Optional.of(new Freeze.Dates(start, end, zone.get()));
    }
    block.wrong(
        "until",
        "one end of the freeze is a date, the other one a moment of each week",
        "write both as 'Fri 16:00', or both as '2026-12-20 18:00'");
    return Optional.empty();
  }

  /** A {@link WeekTime} or a {@link LocalDateTime}. */
  private static Optional<Object> moment(Block block, String option, Map<String, Object> options) {
    String text = String.valueOf(options.get(option));
    List<String> parts = Arrays.asList(text.strip().split("\\s+"));
    try {
      Optional<DayOfWeek> day = day(parts.get(0));
      if (day.isPresent() && parts.size() == 2) {
        return Optional.of(new WeekTime(day.get(), LocalTime.parse(parts.get(1))));
      }
      if (day.isEmpty() && parts.size() <= 2) {
        LocalTime time = parts.size() == 2 ? LocalTime.parse(parts.get(1)) : LocalTime.MIDNIGHT;
        return Optional.of(LocalDate.parse(parts.get(0)).atTime(time));
      }
    } catch (DateTimeException e) {
      // Told below, as any other form that is none.
    }
    block.wrong(
        option,
        "'" + text + "' is neither a moment of the week nor a date",
        "write it as 'Fri 16:00' or '2026-12-20 18:00'");
    return Optional.empty();
  }

  private static Optional<DayOfWeek> day(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> text.length() >= 3)
        .filter(day -> day.name().startsWith(text.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private static Optional<ZoneId> zone(Block block, String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      block.wrong("zone", "'" + text + "' is no time zone", "write it as 'UTC' or 'Europe/Berlin'");
      return Optional.empty();
    }
  }
}

package io.biomerkin.dsl.words;

import io.biomerkin.model.Freeze;
import io.biomerkin.model.Freeze.WeekTime;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Moments of a week as people write them: {@code Fri 16:00}. */
final class WeekTimes {

  private WeekTimes() {}

  static Optional<Freeze> freeze(Block block, Map<String, Object> options) {
    Optional<WeekTime> from = time(block, "from", String.valueOf(options.get("from")));
    Optional<WeekTime> until = time(block, "until", String.valueOf(options.get("until")));
    Optional<ZoneId> zone = zone(block, String.valueOf(options.getOrDefault("zone", "UTC")));
    if (from.isEmpty() || until.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Freeze(from.get(), until.get(), zone.get()));
  }

  private static Optional<WeekTime> time(Block block, String option, String text) {
    List<String> parts = Arrays.asList(text.strip().split("\\s+"));
    try {
      Optional<DayOfWeek> day =
          Arrays.stream(DayOfWeek.values())
              .filter(d -> parts.get(0).length() >= 3)
              .filter(d -> d.name().startsWith(parts.get(0).toUpperCase(Locale.ROOT)))
              .findFirst();
      if (parts.size() == 2 && day.isPresent()) {
        return Optional.of(new WeekTime(day.get(), LocalTime.parse(parts.get(1))));
      }
    } catch (DateTimeException e) {
      // Told below, as any other form that is none.
    }
    block.wrong(option, "'" + text + "' is no moment of a week", "write it as 'Fri 16:00'");
    return Optional.empty();
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

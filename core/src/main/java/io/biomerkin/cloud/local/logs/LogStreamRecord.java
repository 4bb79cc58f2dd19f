package io.biomerkin.cloud.local.logs;

import java.util.List;
import java.util.stream.Stream;

/**
 * A stream as it is kept.
 *
 * @param name its name
 * @param created when it was made, in milliseconds
 * @param events its events, as they came
 */
record LogStreamRecord(String name, long created, List<Event> events) {

  LogStreamRecord {
    events = List.copyOf(events);
  }

  /**
   * One event.
   *
   * @param timestamp when it happened, in milliseconds
   * @param ingested when it came, in milliseconds
   * @param message the line
   */
  record Event(long timestamp, long ingested, String message) {}

  LogStreamRecord with(List<Event> more) {
    return new LogStreamRecord(
        name, created, Stream.concat(events.stream(), more.stream()).toList());
  }
}

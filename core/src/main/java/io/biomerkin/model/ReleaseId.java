package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The id of a release: when it was made, UTC, to the second, e.g. {@code 20261006-143022}. Sorts by
 * time.
 */
public record ReleaseId(@JsonValue String text) implements Comparable<ReleaseId> {

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  /** Refuses what is not an id. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ReleaseId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a release id (yyyyMMdd-HHmmss): " + text);
    }
  }

  /** The id of a release made at that moment. */
  public static ReleaseId at(Instant moment) {
    return new ReleaseId(FORMAT.format(moment.atOffset(ZoneOffset.UTC)));
  }

  /** The id that the text is, or empty when it is none. */
  public static Optional<ReleaseId> parse(String text) {
    return isValid(text) ? Optional.of(new ReleaseId(text)) : Optional.empty();
  }

  /** By hand: it is asked of every tag there is, and a formatter takes its time. */
  private static boolean isValid(String text) {
    if (text.length() != 15 || text.charAt(8) != '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    try {
      LocalDateTime unused = time(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 4, 6),
        number(text, 6, 8),
        number(text, 9, 11),
        number(text, 11, 13),
        number(text, 13, 15));
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }

  /** When the release was made. */
  public Instant instant() {
    return time(text).toInstant(ZoneOffset.UTC);
  }

  /** The id of one second later: for two releases that would have the same. */
  public ReleaseId next() {
    return at(instant().plusSeconds(1));
  }

  @Override
  public int compareTo(ReleaseId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * The id of a release: when it was made, UTC, to the second, e.g. {@code 20261006-143022}. Sorts by
 * time.
 */
public record ReleaseId(@JsonValue String text) implements Comparable<ReleaseId> {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withResolverStyle(ResolverStyle.STRICT);

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

  private static boolean isValid(String text) {
    try {
      LocalDateTime.parse(text, FORMAT);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** When the release was made. */
  public Instant instant() {
    return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
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

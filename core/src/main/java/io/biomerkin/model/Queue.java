package io.biomerkin.model;

import java.time.Duration;
import java.util.Optional;

/**
 * An SQS queue.
 *
 * @param name its name in the blueprint
 * @param deadLetter the name of the queue that takes what could not be handled; made with this one
 * @param keep how long a message is kept, 60 seconds to 14 days
 * @param visibility how long a received message is hidden, up to 12 hours
 * @param attempts how often a message is received before it goes to the dead letters, 1 to 1000
 */
public record Queue(
    String name, Optional<String> deadLetter, Duration keep, Duration visibility, int attempts) {

  /** What {@code keep} is when a blueprint does not say: SQS's own 4 days. */
  public static final Duration DEFAULT_KEEP = Duration.ofDays(4);

  /** What {@code visibility} is when a blueprint does not say: as long as an agent may run. */
  public static final Duration DEFAULT_VISIBILITY = Duration.ofMinutes(15);

  /** What {@code attempts} is when a blueprint does not say. */
  public static final int DEFAULT_ATTEMPTS = 3;
}

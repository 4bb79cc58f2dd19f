package io.biomerkin.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of a cloud, and how long one waits between two looks at it. */
public interface CloudClock {

  /** The present moment. */
  Instant now();

  /**
   * Waits; a clock that is not real may return at once.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void sleep(Duration time);

  /** Real time, real waiting. */
  static CloudClock system() {
    return of(Clock.systemUTC(), true);
  }

  /** The clock's time without any waiting: for a cloud that goes on when it is looked at. */
  static CloudClock unpaced(Clock clock) {
    return of(clock, false);
  }

  private static CloudClock of(Clock clock, boolean paced) {
    return new CloudClock() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void sleep(Duration time) {
        try {
          Thread.sleep(paced ? time.toMillis() : 0);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new java.util.concurrent.CancellationException("interrupted while waiting");
        }
      }
    };
  }
}

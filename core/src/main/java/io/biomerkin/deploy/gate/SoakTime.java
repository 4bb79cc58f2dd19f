package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a release has run, verified, in an environment. Times add up; a rollback that takes it
 * back begins the count anew.
 */
final class SoakTime {

  private SoakTime() {}

  static Duration of(History history, ReleaseId release, Instant now) {
    Duration total = Duration.ZERO;
    Optional<Instant> since = Optional.empty();
    for (Release next : history.releases()) {
      boolean runs = next.runs().equals(release);
      if (since.isPresent()) {
        total = total.plus(positive(since.get(), next.at()));
      }
      if (!runs && since.isPresent() && next.restores().isPresent()) {
        total = Duration.ZERO;
      }
      since = runs && next.verification().isVerified() ? Optional.of(next.at()) : Optional.empty();
    }
    // What the stack does not run any more ended at a time that nobody wrote down.
    boolean running = isLastRunning(history);
    return since.isPresent() && running ? total.plus(positive(since.get(), now)) : total;
  }

  private static boolean isLastRunning(History history) {
    List<Release> all = history.releases();
    return !all.isEmpty() && history.running().equals(Optional.of(all.get(all.size() - 1).id()));
  }

  /** A clock that was put back must not take away what has been. */
  private static Duration positive(Instant from, Instant until) {
    Duration time = Duration.between(from, until);
    return time.isNegative() ? Duration.ZERO : time;
  }
}

package io.biomerkin.ledger;

import io.biomerkin.model.Release;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Somebody's word on a release: that it may run in an environment, or that it must never.
 *
 * @param kind which of both
 * @param application the application
 * @param environment the environment it is about
 * @param release the release, of that environment or of one before it
 * @param commit the full id of the release's commit
 * @param by who decided, {@code Name <address>}
 * @param at when
 * @param message why, in their words
 */
public record Decision(
    Kind kind,
    String application,
    String environment,
    Release.Origin release,
    String commit,
    String by,
    Instant at,
    Optional<String> message) {

  /** Keeps the time to the second, as Git does. */
  public Decision {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What can be decided. */
  public enum Kind {
    /** It may run there. */
    APPROVE("approve", "approved for"),
    /** It must never run there. */
    REJECT("reject", "rejected for");

    private final String folder;
    private final String words;

    Kind(String folder, String words) {
      this.folder = folder;
      this.words = words;
    }

    /** The part of a tag's name that tells it. */
    String folder() {
      return folder;
    }

    /** {@code approved for}. */
    String words() {
      return words;
    }
  }
}

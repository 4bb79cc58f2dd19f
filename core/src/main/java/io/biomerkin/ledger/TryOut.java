package io.biomerkin.ledger;

import java.util.Optional;

/** The trailer by which a local marker says that it is a try-out, wherever it is copied to. */
final class TryOut {

  private static final String KEY = "Try-Out";

  private TryOut() {}

  /** The line that a message of such markers ends with. */
  static Optional<String> trailer(Markers markers) {
    return markers == Markers.LOCAL ? Optional.of(KEY + ": embedded cloud") : Optional.empty();
  }

  /** Refuses a try-out in place of the real thing, and the other way round. */
  static void require(Trailers trailers, Markers markers) {
    boolean tried = trailers.one(KEY).isPresent();
    if (tried != (markers == Markers.LOCAL)) {
      throw new IllegalArgumentException(
          tried ? "it tells of a try-out" : "it does not tell of a try-out");
    }
  }
}

package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the rollback that took a content back, unless it has run again since. */
final class TakenBack {

  private TakenBack() {}

  /** The marker of that rollback. */
  static Optional<Release> by(History history, Content content) {
    Map<ReleaseId, Content> contents = new HashMap<>();
    Optional<Content> before = Optional.empty();
    Optional<Release> rollback = Optional.empty();
    for (Release release : history.releases()) {
      contents.put(release.id(), Content.of(release));
      Content now = contents.getOrDefault(release.runs(), Content.of(release));
      if (now.equals(content)) {
        rollback = Optional.empty();
      } else if (release.restores().isPresent() && before.equals(Optional.of(content))) {
        rollback = Optional.of(release);
      }
      before = Optional.of(now);
    }
    return rollback;
  }
}

package io.biomerkin.deploy;

import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The releases of one environment, as the ledger tells them, what of them runs as the stack tells
 * it, and where a rollback may go.
 *
 * @param environment the environment
 * @param releases every release and rollback, oldest first
 * @param rejected releases that must never run again
 * @param running what the stack runs: mostly the last release; one without a marker after a
 *     deployment that was interrupted or not verified; empty when the environment is not deployed
 * @param restoring the earlier release that the stack restores, after a rollback
 */
public record History(
    String environment,
    List<Release> releases,
    Set<ReleaseId> rejected,
    Optional<ReleaseId> running,
    Optional<ReleaseId> restoring) {

  /** Copies both. */
  public History {
    releases = List.copyOf(releases);
    rejected = Set.copyOf(rejected);
  }

  /** The marker of what runs now; empty when nothing does, or what does has none. */
  public Optional<Release> current() {
    return releases.stream().filter(r -> running.equals(Optional.of(r.id()))).findFirst();
  }

  /** Whether what runs now must not. */
  boolean runsRejected() {
    return current().filter(now -> rejected.contains(now.runs())).isPresent();
  }

  /** Why what runs now has passed the rules; a rollback to such a release shows it again. */
  public Optional<String> emergency() {
    return current()
        .flatMap(
            now ->
                now.emergency()
                    .or(
                        () ->
                            releases.stream()
                                .filter(r -> r.id().equals(now.runs()))
                                .findFirst()
                                .flatMap(Release::emergency)));
  }

  /** The releases a rollback may go to, oldest first: verified, not rejected, not running. */
  public List<Release> candidates() {
    Map<ReleaseId, Release> verified = new LinkedHashMap<>();
    for (Release release : releases) {
      if (isSound(release) && release.restores().isEmpty()) {
        verified.put(release.id(), release);
      }
    }
    current().ifPresent(now -> verified.remove(now.runs()));
    return new ArrayList<>(verified.values());
  }

  /**
   * The release before the one that runs: what ran before it and was not itself left by a rollback,
   * so that a second rollback goes two back and not to and fro.
   */
  public Optional<ReleaseId> before() {
    if (isRollbackUnfinished() && restoring.filter(this::isCandidate).isPresent()) {
      // The same command finishes it.
      return restoring;
    }
    Deque<ReleaseId> path = path();
    current().ifPresent(now -> path.remove(now.runs()));
    return Optional.ofNullable(path.peekLast());
  }

  /** Whether the stack runs what a rollback made that died before it marked it. */
  boolean isRollbackUnfinished() {
    return current().isEmpty() && restoring.isPresent();
  }

  /** The release to fall back to when a new one is not healthy: the last that was verified. */
  public Optional<ReleaseId> lastVerified() {
    return Optional.ofNullable(path().peekLast());
  }

  /** The verified releases that led to what runs now; a rollback cuts off what it left. */
  private Deque<ReleaseId> path() {
    Deque<ReleaseId> path = new ArrayDeque<>();
    for (Release release : releases) {
      if (release.restores().isPresent()) {
        ReleaseId restored = release.restores().get();
        if (path.contains(restored)) {
          while (!path.peekLast().equals(restored)) {
            path.removeLast();
          }
        } else if (isSound(release)) {
          path.addLast(restored);
        }
      } else if (isSound(release)) {
        path.addLast(release.id());
      }
    }
    path.removeIf(rejected::contains);
    return path;
  }

  /** Whether a rollback may go there. */
  boolean isCandidate(ReleaseId id) {
    return candidates().stream().anyMatch(release -> release.id().equals(id));
  }

  private boolean isSound(Release release) {
    return release.verification().isVerified() && !rejected.contains(release.runs());
  }
}

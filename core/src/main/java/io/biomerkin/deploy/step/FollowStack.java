package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackEvent;
import io.biomerkin.cloud.StackState;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows one operation of CloudFormation on the stack until it comes to rest. */
public final class FollowStack {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** After so many looks without an event the stack itself is asked. */
  private static final int QUIET = 10;

  private final Site site;
  private final EnvironmentLock lock;
  private final int total;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final List<StackEvent> failures = new ArrayList<>();

  /**
   * Follows.
   *
   * @param lock kept alive meanwhile
   * @param total how many resources the operation touches
   */
  public FollowStack(Site site, EnvironmentLock lock, int total) {
    this.site = site;
    this.lock = lock;
    this.total = total;
  }

  /**
   * Waits for the end.
   *
   * @param stackId the stack's ARN
   * @param token the token that the operation was begun with
   * @return the stack's last status
   */
  public String run(String stackId, String token) {
    Duration pause = FIRST_PAUSE;
    int quiet = 0;
    while (true) {
      Optional<String> end = Optional.empty();
      List<StackEvent> fresh = site.stacks().events(stackId, token, seen);
      quiet = fresh.isEmpty() ? quiet + 1 : 0;
      for (StackEvent event : fresh) {
        seen.add(event.id());
        if (event.ofStack()) {
          end = event.isEnd() ? Optional.of(event.status()) : Optional.empty();
        }
        tell(event);
      }
      if (end.isEmpty() && quiet >= QUIET) {
        end = rest(stackId);
        quiet = 0;
      }
      if (end.isPresent()) {
        return end.get();
      }
      lock.beat();
      site.cloud().clock().sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** Where the events are silent, the stack itself tells whether the operation has ended. */
  private Optional<String> rest(String stackId) {
    Optional<StackState> stack = site.stacks().find(stackId);
    return stack.isEmpty()
        ? Optional.of("DELETE_COMPLETE")
        : stack.filter(found -> !found.isBusy()).map(StackState::status);
  }

  private void tell(StackEvent event) {
    if (event.isRootFailure()) {
      failures.add(event);
    }
    if (event.isEnd() && !event.ofStack()) {
      done.add(event.logicalId());
    }
    site.narrator()
        .tell(
            new DeployEvent.ResourceChanged(
                event.logicalId(),
                event.type(),
                event.status(),
                event.reason(),
                Math.min(done.size(), total),
                total));
  }

  /** What failed: the first is the root cause; what was cancelled because of it is left out. */
  public ProblemException failure(String status, String next) {
    List<Problem> problems = new ArrayList<>();
    for (StackEvent event : failures) {
      problems.add(
          new Problem(
              ProblemCode.RESOURCE_FAILED,
              event.logicalId() + " (" + event.type() + ")",
              event.reason().isEmpty() ? event.status() : event.reason(),
              problems.isEmpty() ? next : ""));
    }
    if (problems.isEmpty()) {
      problems.add(
          new Problem(
              ProblemCode.RESOURCE_FAILED, site.names().stack(), "the stack is " + status, next));
    }
    return new ProblemException(problems);
  }
}

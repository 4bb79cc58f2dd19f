package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackEvent;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.StackStatus;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Follows one operation of CloudFormation on the stack until it comes to rest. */
public final class FollowStack {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** After so many looks without an event the stack itself is asked. */
  private static final int QUIET = 10;

  /** So many nested stacks are asked at one look. */
  private static final int AT_ONCE = 4;

  private final Site site;
  private final Runnable meanwhile;
  private final int total;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, Instant> begun = new HashMap<>();
  private boolean canTurnBack;
  private boolean turnedBack;
  private final List<Failure> failures = new ArrayList<>();

  /** Nested stacks that are at work, the next to be asked first. */
  private final Deque<StackEvent> working = new ArrayDeque<>();

  /**
   * What failed by itself.
   *
   * @param stack the name of the nested stack that it is in; empty in the stack itself
   * @param top the logical id, in the stack itself, of the resource or of that nested stack
   */
  private record Failure(StackEvent event, String stack, String top) {

    /** As CloudFormation is told to skip it. */
    String name() {
      return stack.isEmpty() ? event.logicalId() : stack + "." + event.logicalId();
    }
  }

  /**
   * Follows.
   *
   * @param lock kept alive meanwhile
   * @param total how many resources the operation touches
   */
  public FollowStack(Site site, EnvironmentLock lock, int total) {
    this(site, lock::beat, total);
  }

  /**
   * Follows what somebody else began.
   *
   * @param meanwhile done between two looks
   */
  FollowStack(Site site, Runnable meanwhile) {
    this(site, meanwhile, 0);
  }

  private FollowStack(Site site, Runnable meanwhile, int total) {
    this.site = site;
    this.meanwhile = meanwhile;
    this.total = total;
  }

  /** Turns the operation, an update, back when somebody wants it to end. */
  FollowStack turningBack() {
    canTurnBack = true;
    return this;
  }

  /** Whether that happened. */
  boolean isTurnedBack() {
    return turnedBack;
  }

  /** A token that no other operation was begun with: by it its events are told apart. */
  public static String token(String operation) {
    return operation + "-" + UUID.randomUUID();
  }

  /**
   * Waits for the end.
   *
   * @param stackId the stack's ARN
   * @param begunWith the token of the operation
   * @return the stack's last status
   */
  public String run(String stackId, String begunWith) {
    String token = begunWith;
    Duration pause = FIRST_PAUSE;
    int quiet = 0;
    while (true) {
      Optional<String> end = Optional.empty();
      List<StackEvent> fresh = site.stacks().events().of(stackId, token, seen);
      quiet = fresh.isEmpty() ? quiet + 1 : 0;
      for (StackEvent event : fresh) {
        seen.add(event.id());
        if (event.ofStack()) {
          end = event.isEnd() ? Optional.of(event.status()) : Optional.empty();
        }
        if (event.isNested() && !event.physicalId().isEmpty()) {
          nested(event, token);
        }
        if (event.isRootFailure() && !isToldInside(event)) {
          failed(new Failure(event, "", event.logicalId()));
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
      askNested(token);
      meanwhile.run();
      if (canTurnBack && site.narrator().stop().isWanted()) {
        token = turnBack(token);
      }
      site.cloud().clock().sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** Gives the token of what goes on then. */
  private String turnBack(String token) {
    canTurnBack = false;
    String other = token("cancel");
    turnedBack = site.stacks().cancelUpdate(other);
    site.narrator()
        .notice(
            turnedBack
                ? "stopping: CloudFormation turns the update back"
                : "too late to stop: the update is made");
    return turnedBack ? other : token;
  }

  /** Where the events are silent, the stack itself tells whether the operation has ended. */
  private Optional<String> rest(String stackId) {
    Optional<StackState> stack = site.stacks().find(stackId);
    return stack.isEmpty()
        ? Optional.of("DELETE_COMPLETE")
        : stack.filter(found -> !found.isBusy()).map(StackState::status);
  }

  /** Whether a nested stack failed only because something in it did. */
  private boolean isToldInside(StackEvent event) {
    return failures.stream()
        .anyMatch(known -> !known.stack().isEmpty() && known.top().equals(event.logicalId()));
  }

  /** One that has come to rest is asked for the last time. */
  private void nested(StackEvent event, String token) {
    working.removeIf(known -> known.logicalId().equals(event.logicalId()));
    if (event.isEnd()) {
      inside(event, eventsIn(event, token));
    } else {
      working.addLast(event);
    }
  }

  /** A few at a look, in turn: there may be hundreds, and CloudFormation throttles. */
  private void askNested(String token) {
    List<StackEvent> next = new ArrayList<>();
    while (next.size() < AT_ONCE && !working.isEmpty()) {
      next.add(working.pollFirst());
    }
    working.addAll(next);
    List<List<StackEvent>> answers = site.workers().each(next, nested -> eventsIn(nested, token));
    for (int i = 0; i < next.size(); i++) {
      inside(next.get(i), answers.get(i));
    }
  }

  private List<StackEvent> eventsIn(StackEvent nested, String token) {
    return site.stacks().events().of(nested.physicalId(), token, seen);
  }

  /** Tells what happened in a nested stack since it was last asked. */
  private void inside(StackEvent nested, List<StackEvent> fresh) {
    String name = nested.physicalId().replaceFirst("^.*:stack/([^/]+)/.*$", "$1");
    for (StackEvent event : fresh) {
      seen.add(event.id());
      if (!event.ofStack()) {
        if (event.isRootFailure()) {
          failed(new Failure(event, name, nested.logicalId()));
        }
        tell(event);
      }
    }
  }

  /** The first of all is the root cause, whichever stack it is in. */
  private void failed(Failure failure) {
    failures.add(failure);
    failures.sort(Comparator.comparing(known -> known.event().at()));
  }

  private void tell(StackEvent event) {
    if (event.isEnd() && !event.ofStack() && !event.isNested()) {
      done.add(event.logicalId());
    }
    site.narrator()
        .tell(
            new DeployEvent.ResourceChanged(
                event.logicalId(),
                event.type(),
                event.status(),
                event.reason(),
                event.isEcho(),
                took(event),
                Math.min(done.size(), total),
                total));
  }

  /**
   * A failure that leaves the stack stuck.
   *
   * @param left how {@code recover} leaves what it is told to skip
   */
  ProblemException stuck(String status, String left) {
    // A deletion leaves a nested stack as a whole.
    boolean whole = status.equals(StackStatus.DELETE_FAILED.name());
    Set<String> failed = new LinkedHashSet<>();
    failures.forEach(failure -> failed.add(whole ? failure.top() : failure.name()));
    return failure(
        status,
        "correct the cause, then "
            + site.command("recover")
            + "; with -Dskip="
            + String.join(",", failed)
            + " it leaves that "
            + left);
  }

  private Duration took(StackEvent event) {
    Instant first = begun.computeIfAbsent(event.logicalId(), id -> event.at());
    return Duration.between(first, event.at());
  }

  /** What failed: the first is the root cause; what was cancelled because of it is left out. */
  public ProblemException failure(String status, String next) {
    List<Problem> problems = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Failure failure : failures) {
      StackEvent event = failure.event();
      // What fails there and back again for one reason is told once.
      if (told.add(failure.name() + event.reason())) {
        problems.add(
            new Problem(
                ProblemCode.RESOURCE_FAILED,
                event.logicalId() + " (" + event.type() + ")",
                event.reason().isEmpty() ? event.status() : event.reason(),
                problems.isEmpty() ? next : ""));
      }
    }
    if (problems.isEmpty()) {
      boolean back = status.equals(StackStatus.UPDATE_ROLLBACK_COMPLETE.name());
      problems.add(
          new Problem(
              back ? ProblemCode.CANCELLED : ProblemCode.RESOURCE_FAILED,
              site.names().stack(),
              back
                  ? "no resource failed: somebody has cancelled the update"
                  : "the stack is " + status,
              next));
    }
    return new ProblemException(problems);
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Drift;
import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.ResourceChange.Property;
import io.biomerkin.cloud.StackState;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what was changed past the stack. */
public final class DetectDrift {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Site site;
  private final boolean whole;

  /**
   * Looks at that site's stack, which exists and is whole.
   *
   * @param whole whether a look that misses something fails, rather than to tell what it missed
   */
  public DetectDrift(Site site, boolean whole) {
    this.site = site;
    this.whole = whole;
  }

  /** What differs; the values of what sounds like a secret are not told. */
  public List<DriftedResource> run(StackState stack) {
    return site.workers().each(site.stacks(stack), each -> look(each.drift())).stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Refuses to take back what nobody can: a drift-aware change set looks into no nested stack.
   *
   * @throws ProblemException when what differs is in one
   */
  public void requireOwn(StackState stack, List<DriftedResource> drifted) {
    if (!stack.isSplit() || drifted.isEmpty()) {
      return;
    }
    Set<String> own = site.stacks().physicalIds().keySet();
    List<Problem> problems = new ArrayList<>();
    for (DriftedResource each : drifted) {
      if (!own.contains(each.logicalId())) {
        problems.add(
            new Problem(
                ProblemCode.DRIFTED,
                each.logicalId(),
                what(each) + " past the stack, in a nested one, and cannot be taken back from here",
                problems.isEmpty()
                    ? "change it back by hand, or go on with -Ddrift=warn; nothing was changed"
                    : ""));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private List<DriftedResource> look(Drift drift) {
    String id = drift.detect();
    Drift.Search search = drift.search(id);
    while (!search.ended()) {
      site.narrator().stop().before("drift");
      site.cloud().clock().sleep(PAUSE);
      search = drift.search(id);
    }
    if (!search.reason().isEmpty()) {
      missed(search.reason());
    }
    return drift.found().stream().map(DetectDrift::blanked).toList();
  }

  private void missed(String reason) {
    String what = "not everything could be compared: " + reason;
    if (whole) {
      throw new ProblemException(
          ProblemCode.DRIFTED,
          site.names().stack(),
          what,
          "correct that, or go on with -Ddrift=warn; nothing runs that did not run before");
    }
    site.narrator().notice(what);
  }

  /** {@code 2 resources differ}. */
  public static String describe(List<DriftedResource> drifted) {
    return switch (drifted.size()) {
      case 0 -> "none";
      case 1 -> "1 resource";
      default -> drifted.size() + " resources";
    };
  }

  /** Tells each, and stops nothing. */
  public void warn(List<DriftedResource> drifted) {
    drifted.forEach(
        each -> site.narrator().notice(each.logicalId() + " " + what(each) + " past the stack"));
  }

  /** As mistakes, for who wants none. */
  public static List<Problem> problems(List<DriftedResource> drifted) {
    List<Problem> problems = new ArrayList<>();
    for (DriftedResource each : drifted) {
      String physical = each.physicalId().isEmpty() ? "" : " (" + each.physicalId() + ")";
      problems.add(
          new Problem(
              ProblemCode.DRIFTED,
              each.logicalId() + physical,
              what(each) + " past the stack",
              problems.isEmpty()
                  ? "take it back with -Ddrift=revert, or go on with -Ddrift=warn; nothing runs that"
                      + " did not run before"
                  : ""));
    }
    return problems;
  }

  private static String what(DriftedResource drifted) {
    if (drifted.deleted()) {
      return "was deleted";
    }
    return "was changed ("
        + drifted.properties().stream().map(Property::path).collect(Collectors.joining(", "))
        + ")";
  }

  private static DriftedResource blanked(DriftedResource drifted) {
    return new DriftedResource(
        drifted.logicalId(),
        drifted.type(),
        drifted.physicalId(),
        drifted.deleted(),
        drifted.properties().stream().map(Redaction::blank).toList());
  }
}

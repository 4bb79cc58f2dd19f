package io.biomerkin.deploy.gate;

import io.biomerkin.model.Checklist.Item;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.Rollout;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment asks of every release, whether it is promoted or deployed. */
public final class EnvironmentGate {

  private EnvironmentGate() {}

  /** Its freezes and its rollout, in so far as it has any. */
  public static List<Item> items(Environment environment, Instant now) {
    List<Item> items = new ArrayList<>();
    for (Freeze freeze : environment.freezes()) {
      items.add(freeze(freeze, now));
    }
    if (!(environment.rollout() instanceof Rollout.AllAtOnce)) {
      items.add(
          Item.missing(
              ProblemCode.NOT_AVAILABLE,
              "gradual rollout",
              "the environment asks for a gradual rollout, which cannot be kept yet",
              "declare rollout allAtOnce; -Demergency=\"reason\" goes to all traffic at once"));
    }
    return items;
  }

  private static Item freeze(Freeze freeze, Instant now) {
    String rule = "no freeze: " + freeze;
    return freeze.contains(now)
        ? Item.missing(
            ProblemCode.FROZEN,
            rule,
            "the environment is frozen until " + freeze.endAfter(now).atZone(freeze.zone()),
            "deploy after that; -Demergency=\"reason\" overrides the freeze, and the release marker"
                + " says so")
        : Item.met(ProblemCode.FROZEN, rule, "it is " + at(now, freeze));
  }

  private static String at(Instant now, Freeze freeze) {
    return now.atZone(freeze.zone()).truncatedTo(ChronoUnit.MINUTES).toLocalDateTime()
        + " "
        + freeze.zone();
  }

  /** Uncommitted changes, where the environment takes none. */
  public static Optional<Problem> dirty(Environment environment, List<String> paths) {
    if (!environment.cleanTree() || paths.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemCode.DIRTY_TREE,
            environment.name(),
            "the environment takes committed sources only; not committed: "
                + String.join(", ", paths),
            "commit or stash them, then run the same command again"));
  }
}

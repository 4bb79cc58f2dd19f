package io.biomerkin.deploy.step;

import io.biomerkin.deploy.DeployRequest;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.model.Rollout;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an environment itself asks of a deployment, before any call to a cloud. */
public final class EnvironmentRules {

  private EnvironmentRules() {}

  /** Every rule that the deployment would break. */
  public static List<Problem> broken(Site site, DeployRequest request) {
    List<Problem> problems = new ArrayList<>();
    if (request.emergency().isEmpty()) {
      promotion(site.blueprint(), site.environment()).ifPresent(problems::add);
      freeze(site.environment(), site.now()).ifPresent(problems::add);
      rollout(site.environment()).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> promotion(Blueprint blueprint, Environment environment) {
    return blueprint
        .promotionTo(environment.name())
        .map(
            rule ->
                new Problem(
                    ProblemCode.PROMOTION_REQUIRED,
                    environment.name(),
                    "releases come here only by promotion from '"
                        + rule.from()
                        + "'"
                        + requirements(rule),
                    "promotion is not available yet; -Demergency=\"reason\" overrides the rule, and the"
                        + " release marker says so"));
  }

  private static String requirements(PromotionRule rule) {
    if (rule.requirements().isEmpty()) {
      return "";
    }
    return rule.requirements().stream()
        .map(EnvironmentRules::describe)
        .collect(Collectors.joining(", ", ", and must be ", ""));
  }

  private static String describe(Requirement requirement) {
    if (requirement instanceof PromotionRule.Soaked soaked) {
      return "running there for " + Words.duration(soaked.time());
    }
    if (requirement instanceof PromotionRule.Approvals approvals) {
      return "approved by " + approvals.count() + (approvals.count() == 1 ? " person" : " people");
    }
    return "verified there";
  }

  private static Optional<Problem> freeze(Environment environment, Instant now) {
    return environment.freezes().stream()
        .filter(freeze -> freeze.contains(now))
        .findFirst()
        .map(freeze -> frozen(environment, freeze, now));
  }

  private static Problem frozen(Environment environment, Freeze freeze, Instant now) {
    return new Problem(
        ProblemCode.FROZEN,
        environment.name(),
        "the environment is frozen until " + freeze.endAfter(now).atZone(freeze.zone()),
        "deploy after that; -Demergency=\"reason\" overrides the freeze, and the release marker says so");
  }

  /** An emergency goes to all traffic at once, so only a calm deployment asks for the rollout. */
  private static Optional<Problem> rollout(Environment environment) {
    if (environment.rollout() instanceof Rollout.AllAtOnce) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemCode.NOT_AVAILABLE,
            environment.name(),
            "the environment asks for a gradual rollout, which cannot be kept yet",
            "declare rollout allAtOnce; -Demergency=\"reason\" goes to all traffic at once"));
  }

  /** Uncommitted changes, where the environment takes none. */
  public static Optional<Problem> dirty(Site site, List<String> paths) {
    if (!site.environment().cleanTree() || paths.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemCode.DIRTY_TREE,
            site.environment().name(),
            "the environment takes committed sources only; not committed: "
                + String.join(", ", paths),
            "commit or stash them, then run the same command again"));
  }
}

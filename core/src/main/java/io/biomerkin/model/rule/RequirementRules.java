package io.biomerkin.model.rule;

import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Branch;
import io.biomerkin.model.PromotionRule.Condition;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.model.PromotionRule.SignedCommit;
import io.biomerkin.model.PromotionRule.Soaked;
import io.biomerkin.model.PromotionRule.Verified;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one promotion rule requires: each kind once, and nothing that nobody could fulfil. */
final class RequirementRules {

  private static final int MOST_APPROVALS = 100;
  private static final Duration MOST_WITHIN = Duration.ofDays(365);
  private static final String FULL_NAME = "refs/heads/";

  private static final Map<Class<? extends Requirement>, String> ONCE =
      Map.of(
          Verified.class,
          "verified",
          Soaked.class,
          "soaked",
          Approvals.class,
          "approvals",
          SignedCommit.class,
          "signedCommit");

  private final Collected found;
  private final ConditionRules conditions;
  private final Set<Class<?>> kinds = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  RequirementRules(Collected found) {
    this.found = found;
    this.conditions = new ConditionRules(found);
  }

  void requirement(String path, Requirement requirement) {
    String once = ONCE.get(requirement.getClass());
    if (once != null && !kinds.add(requirement.getClass())) {
      found.add(
          ProblemCode.DUPLICATE, path, "the rule requires " + once + " twice", "keep one of them");
    }
    if (requirement instanceof Approvals approvals) {
      approvals(path, approvals);
    } else if (requirement instanceof Soaked soaked) {
      soaked(path, soaked);
    } else if (requirement instanceof Branch branch) {
      branch(path, branch.name());
    } else if (requirement instanceof Condition condition) {
      name(path, condition.name());
      conditions.condition(path + ".holds", condition.holds());
    }
  }

  private void approvals(String path, Approvals approvals) {
    if (approvals.count() < 1 || approvals.count() > MOST_APPROVALS) {
      found.add(
          ProblemCode.PROMOTION_RULE,
          path,
          "approvals(" + approvals.count() + ") cannot be given",
          "ask for 1 to " + MOST_APPROVALS);
    }
    approvals
        .within()
        .filter(time -> !isPositive(time) || time.compareTo(MOST_WITHIN) > 0)
        .ifPresent(
            time ->
                found.add(
                    ProblemCode.PROMOTION_RULE,
                    path,
                    "approvals cannot be valid for " + Collected.words(time),
                    "within: takes up to " + Collected.words(MOST_WITHIN)));
  }

  private void soaked(String path, Soaked soaked) {
    if (!isPositive(soaked.time())) {
      found.add(
          ProblemCode.PROMOTION_RULE, path, "soaked asks for no time at all", "soaked(hours(1))");
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isZero() && !time.isNegative();
  }

  private void branch(String path, String name) {
    Optional<String> broken = BranchName.broken(name);
    if (broken.isPresent()) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "no branch can be called '" + name + "': it " + broken.get(),
          "name it as Git does: branch('main')");
    } else if (name.startsWith(FULL_NAME)) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "'" + name + "' is a branch's full name",
          "write branch('" + name.substring(FULL_NAME.length()) + "')");
    }
  }

  private void name(String path, String name) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "a check needs a name, on one line",
          "check('scanned') { release -> … }");
    } else if (!names.add(name)) {
      found.add(
          ProblemCode.DUPLICATE,
          path,
          "the rule has two checks '" + name + "'",
          "give one another name, or join them with &&");
    }
  }
}

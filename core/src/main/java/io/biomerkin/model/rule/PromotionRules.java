package io.biomerkin.model.rule;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Promotion rules: known environments, one rule each, no circle. */
public final class PromotionRules {

  private final Collected found = new Collected();
  private final Blueprint blueprint;
  private final List<String> environments;
  private final Set<String> seen = new HashSet<>();

  private PromotionRules(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.environments = blueprint.environments().stream().map(Environment::name).toList();
  }

  /** The problems of all rules. */
  public static List<Problem> problems(Blueprint blueprint) {
    PromotionRules rules = new PromotionRules(blueprint);
    for (int i = 0; i < blueprint.promotions().size(); i++) {
      rules.rule("promotions[" + i + "]", blueprint.promotions().get(i));
    }
    return rules.found.problems();
  }

  private void rule(String path, PromotionRule rule) {
    found.known(path, "environment", rule.to(), environments);
    if (!rule.from().isEmpty()) {
      found.known(path + ".from", "environment", rule.from(), environments);
    }
    if (!seen.add(rule.to())) {
      found.add(
          ProblemCode.PROMOTION_RULE,
          path,
          "'" + rule.to() + "' has two rules",
          "put both into one");
    } else if (leadsBack(rule)) {
      found.add(
          ProblemCode.PROMOTION_RULE,
          path + ".from",
          "the promotions lead in a circle: no release could ever come to '" + rule.to() + "'",
          "");
    }
    RequirementRules requirements = new RequirementRules(found);
    for (int i = 0; i < rule.requirements().size(); i++) {
      requirements.requirement(path + ".requirements[" + i + "]", rule.requirements().get(i));
    }
  }

  private boolean leadsBack(PromotionRule rule) {
    Set<String> passed = new HashSet<>();
    Optional<PromotionRule> next = Optional.of(rule);
    while (next.isPresent() && passed.add(next.get().to())) {
      if (next.get().from().equals(rule.to())) {
        return true;
      }
      next = blueprint.promotionTo(next.get().from());
    }
    return false;
  }
}

package io.biomerkin.model;

import io.biomerkin.model.rule.AgentRules;
import io.biomerkin.model.rule.ApiRules;
import io.biomerkin.model.rule.CheckRules;
import io.biomerkin.model.rule.DataRules;
import io.biomerkin.model.rule.EnvironmentValueRules;
import io.biomerkin.model.rule.InvokeCycleRules;
import io.biomerkin.model.rule.LedgerRules;
import io.biomerkin.model.rule.NameRules;
import io.biomerkin.model.rule.PromotionRules;
import io.biomerkin.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a blueprint, told at once. */
public final class BlueprintRules {

  private BlueprintRules() {}

  /** The problems, each with its place in the model, e.g. {@code topology.agents[drug].memory}. */
  public static List<Problem> problems(Blueprint blueprint) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(NameRules.problems(blueprint));
    problems.addAll(DataRules.problems(blueprint.topology()));
    problems.addAll(AgentRules.problems(blueprint.topology()));
    problems.addAll(InvokeCycleRules.problems(blueprint.topology().agents()));
    problems.addAll(ApiRules.problems(blueprint.topology()));
    problems.addAll(EnvironmentValueRules.problems(blueprint));
    problems.addAll(PromotionRules.problems(blueprint));
    problems.addAll(CheckRules.problems(blueprint));
    problems.addAll(LedgerRules.problems(blueprint));
    return problems;
  }
}

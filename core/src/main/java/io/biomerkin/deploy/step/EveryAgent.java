package io.biomerkin.deploy.step;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Blueprint;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Does something with every agent, and tells what is wrong with any of them in one go. */
final class EveryAgent {

  private EveryAgent() {}

  static void of(Blueprint blueprint, Consumer<Agent> work) {
    Set<Problem> problems = new LinkedHashSet<>();
    for (Agent agent : blueprint.topology().agents()) {
      try {
        work.accept(agent);
      } catch (ProblemException e) {
        // Agents that share a folder share its problems.
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(new ArrayList<>(problems));
    }
  }
}

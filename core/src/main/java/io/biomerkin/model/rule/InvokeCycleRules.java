package io.biomerkin.model.rule;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Agents must not call one another in a circle: on Lambda that runs, and bills, without end. */
public final class InvokeCycleRules {

  private final Collected found = new Collected();
  private final Map<String, Agent> agents = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  private InvokeCycleRules() {}

  /** The circles, each told once. */
  public static List<Problem> problems(List<Agent> agents) {
    InvokeCycleRules rules = new InvokeCycleRules();
    agents.forEach(agent -> rules.agents.putIfAbsent(agent.name(), agent));
    agents.forEach(agent -> rules.visit(agent.name(), new ArrayList<>()));
    return rules.found.problems();
  }

  private void visit(String name, List<String> path) {
    int begin = path.indexOf(name);
    if (begin >= 0) {
      List<String> circle = new ArrayList<>(path.subList(begin, path.size()));
      String last = circle.get(circle.size() - 1);
      circle.add(name);
      found.add(
          ProblemCode.INVOKE_CYCLE,
          "topology.agents[" + last + "].invokes[" + name + "]",
          "agents call one another in a circle: " + String.join(" -> ", circle),
          "");
      return;
    }
    Agent agent = agents.get(name);
    if (agent == null || done.contains(name)) {
      return;
    }
    path.add(name);
    agent.access().invokes().forEach(next -> visit(next, path));
    path.remove(path.size() - 1);
    done.add(name);
  }
}

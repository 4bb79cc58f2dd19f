package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Agent;
import java.util.ArrayList;
import java.util.List;

/** {@code agents { }}: the agents and what they have in common. */
public final class AgentsBlock extends Block {

  private final AgentSettings defaults = new AgentSettings();
  private final List<Agent> agents = new ArrayList<>();

  AgentsBlock(Findings findings) {
    super(findings, "agents { }");
  }

  /** What holds for every agent declared after it, unless the agent says otherwise. */
  public void defaults(
      @DelegatesTo(value = AgentBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    findings.declare("topology.agents.defaults");
    read(new AgentBlock(findings, "topology.agents.defaults", defaults), body);
  }

  /** An agent with nothing but defaults: {@code agent('drug', 'drug_agent.handler')}. */
  public void agent(String name, String handler) {
    declare(name);
    agents.add(new AgentSettings(defaults).agent(name, handler));
  }

  /** An agent: {@code agent('drug', 'drug_agent.handler') { memory 512 }}. */
  public void agent(
      String name,
      String handler,
      @DelegatesTo(value = AgentBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    declare(name);
    AgentSettings settings = new AgentSettings(defaults);
    read(new AgentBlock(findings, path(name), settings), body);
    agents.add(settings.agent(name, handler));
  }

  private void declare(String name) {
    findings.declareArgument(path(name), 0);
    findings.declareArgument(path(name) + ".handler", 1);
  }

  private static String path(String name) {
    return "topology.agents[" + name + "]";
  }

  List<Agent> agents() {
    return agents;
  }
}

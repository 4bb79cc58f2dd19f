package io.biomerkin.model.rule;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Topology;
import io.biomerkin.model.Variable;
import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Agents: what Lambda takes, and that everything they name exists. */
public final class AgentRules {

  /**
   * AWS: "Lambda runtimes", those that functions can still be created with, and their successors.
   */
  private static final Set<String> RUNTIMES =
      new TreeSet<>(
          List.of(
              "python3.10",
              "python3.11",
              "python3.12",
              "python3.13",
              "python3.14",
              "nodejs20.x",
              "nodejs22.x",
              "nodejs24.x",
              "java8.al2",
              "java11",
              "java17",
              "java21",
              "java25"));

  private static final Map<String, String> DEPRECATED =
      Map.ofEntries(
          Map.entry("python2.7", "python3.13"),
          Map.entry("python3.6", "python3.13"),
          Map.entry("python3.7", "python3.13"),
          Map.entry("python3.8", "python3.13"),
          Map.entry("python3.9", "python3.13"),
          Map.entry("nodejs12.x", "nodejs22.x"),
          Map.entry("nodejs14.x", "nodejs22.x"),
          Map.entry("nodejs16.x", "nodejs22.x"),
          Map.entry("nodejs18.x", "nodejs22.x"),
          Map.entry("java8", "java21"));

  private static final Pattern SCRIPT_HANDLER = Pattern.compile("[\\w-]+([./][\\w-]+)*\\.\\w+");
  private static final Pattern JAVA_HANDLER = Pattern.compile("[\\w$]+(\\.[\\w$]+)*(::[\\w$]+)?");

  /** AWS: "Lambda quotas": memory, time-out, environment variables. */
  private static final int LEAST_MEMORY = 128;

  private static final int MOST_MEMORY = 10_240;
  private static final Duration MOST_TIME = Duration.ofMinutes(15);
  private static final int MOST_CONCURRENCY = 1000;

  private final Collected found = new Collected();
  private final Topology topology;
  private final List<String> agents;
  private final List<String> readable;
  private final List<String> writable;

  private AgentRules(Topology topology) {
    this.topology = topology;
    this.agents = topology.agents().stream().map(Agent::name).toList();
    this.readable = readable(topology);
    this.writable =
        Stream.concat(
                readable.stream(),
                Stream.concat(Stream.of("alerts"), topology.topics().stream().map(t -> t.name())))
            .toList();
  }

  private static List<String> readable(Topology topology) {
    List<String> names = new ArrayList<>();
    topology.tables().forEach(t -> names.add(t.name()));
    topology.buckets().forEach(b -> names.add(b.name()));
    topology
        .queues()
        .forEach(
            q -> {
              names.add(q.name());
              q.deadLetter().ifPresent(names::add);
            });
    return names;
  }

  /** The problems of all agents. */
  public static List<Problem> problems(Topology topology) {
    AgentRules rules = new AgentRules(topology);
    if (topology.agents().isEmpty()) {
      rules.found.add(
          ProblemCode.MISSING,
          "topology",
          "the topology has no agent",
          "add agents { agent('name', 'module.function') }");
    }
    topology.agents().forEach(rules::agent);
    return rules.found.problems();
  }

  private void agent(Agent agent) {
    String path = "topology.agents[" + agent.name() + "]";
    runtime(path, agent);
    found.range(path + ".memory", "memory", agent.memory(), LEAST_MEMORY, MOST_MEMORY, " MB");
    found.range(path + ".timeout", "timeout", agent.timeout(), Duration.ofSeconds(1), MOST_TIME);
    agent.concurrency().ifPresent(n -> concurrency(path + ".concurrency", n));
    folder(path, agent.code());
    names(path, agent);
    new VariableRules(found, topology, path).check(agent);
  }

  private void concurrency(String path, int executions) {
    found.range(path, "concurrency", executions, 0, MOST_CONCURRENCY, "");
    if (executions == 0) {
      found.add(
          ProblemCode.RANGE_RULE,
          path,
          "concurrency 0 turns the agent off, and no release of it could be verified",
          "leave concurrency out, or take the agent out");
    }
  }

  private void runtime(String path, Agent agent) {
    String runtime = agent.runtime();
    if (!RUNTIMES.contains(runtime)) {
      String successor = DEPRECATED.get(runtime);
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".runtime",
          successor == null
              ? "an agent cannot have the runtime '" + runtime + "'"
              : "Lambda takes no new functions with runtime '" + runtime + "'",
          successor == null ? runtimeHint(runtime) : "use '" + successor + "'");
      return;
    }
    boolean java = runtime.startsWith("java");
    found.matches(
        ProblemCode.VALUE_RULE,
        path + ".handler",
        "handler",
        agent.handler(),
        java ? JAVA_HANDLER : SCRIPT_HANDLER,
        java ? "package.Class::method" : "module.function");
  }

  private static String runtimeHint(String runtime) {
    String near = DidYouMean.hint(runtime, RUNTIMES);
    return near.isEmpty() ? "choose one of " + String.join(", ", RUNTIMES) : near;
  }

  private void folder(String path, String code) {
    if (code.isBlank()) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".code",
          "the code folder is empty",
          "name it; '.' is the blueprint's own");
    }
    if (code.startsWith("/") || code.startsWith("~") || List.of(code.split("/")).contains("..")) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".code",
          "the code folder '" + code + "' leads out of the blueprint's folder",
          "");
    }
  }

  private void names(String path, Agent agent) {
    agent.access().reads().forEach(n -> reads(path + ".reads[" + n + "]", n));
    agent
        .access()
        .writes()
        .forEach(
            n ->
                found.known(
                    path + ".writes[" + n + "]", "table, bucket, queue or topic", n, writable));
    agent
        .access()
        .invokes()
        .forEach(n -> found.known(path + ".invokes[" + n + "]", "agent", n, agents));
    List<String> secrets = topology.secrets().stream().map(s -> s.name()).toList();
    agent
        .access()
        .secrets()
        .forEach(n -> found.known(path + ".secrets[" + n + "]", "secret", n, secrets));
    for (String model : agent.access().models()) {
      if (!model.matches("[\\w.:*-]+")) {
        found.add(
            ProblemCode.VALUE_RULE,
            path + ".models[" + model + "]",
            "'" + model + "' is no Bedrock model id",
            "");
      }
    }
  }

  private void reads(String path, String name) {
    if (!readable.contains(name) && writable.contains(name)) {
      found.add(
          ProblemCode.UNKNOWN_NAME, path, "'" + name + "' is a topic, which nobody reads", "");
      return;
    }
    found.known(path, "table, bucket or queue", name, readable);
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static int size(Variable variable) {
    return variable instanceof Variable.Literal literal ? bytes(literal.text()) : 0;
  }
}

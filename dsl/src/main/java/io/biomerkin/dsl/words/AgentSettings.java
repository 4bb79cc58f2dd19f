package io.biomerkin.dsl.words;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Agent.Access;
import io.biomerkin.model.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent block, or the defaults, have said so far. */
final class AgentSettings {

  String runtime = "python3.11";
  String code = Agent.DEFAULT_CODE;
  int memory = Agent.DEFAULT_MEMORY;
  Duration timeout = Agent.DEFAULT_TIMEOUT;
  String health = Agent.DEFAULT_HEALTH;
  Optional<Integer> concurrency = Optional.empty();
  final Map<String, Variable> variables = new LinkedHashMap<>();
  final List<String> reads = new ArrayList<>();
  final List<String> writes = new ArrayList<>();
  final List<String> invokes = new ArrayList<>();
  final List<String> models = new ArrayList<>();
  final List<String> secrets = new ArrayList<>();

  AgentSettings() {}

  AgentSettings(AgentSettings defaults) {
    runtime = defaults.runtime;
    code = defaults.code;
    memory = defaults.memory;
    timeout = defaults.timeout;
    health = defaults.health;
    concurrency = defaults.concurrency;
    variables.putAll(defaults.variables);
    reads.addAll(defaults.reads);
    writes.addAll(defaults.writes);
    invokes.addAll(defaults.invokes);
    models.addAll(defaults.models);
    secrets.addAll(defaults.secrets);
  }

  Agent agent(String name, String handler) {
    Access access =
        new Access(unique(reads), unique(writes), unique(invokes), unique(models), unique(secrets));
    return new Agent(
        name, handler, runtime, code, memory, timeout, variables, access, concurrency, health);
  }

  private static List<String> unique(List<String> names) {
    return List.copyOf(new LinkedHashSet<>(names));
  }
}

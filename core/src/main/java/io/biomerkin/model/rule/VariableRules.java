package io.biomerkin.model.rule;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Topology;
import io.biomerkin.model.Variable;
import io.biomerkin.model.Variable.Literal;
import io.biomerkin.model.Variable.NameOf;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Environment variables of an agent. */
final class VariableRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");

  /** AWS: "Lambda quotas", environment variables. */
  private static final int MOST_BYTES = 4096;

  /** AWS: "Working with Lambda environment variables", reserved ones. */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  /** Names that end so hold nothing else; a TOKEN alone may be one of a language. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(.*_)?(SECRET|PASSWORD|PASSWD|API_?KEY|(SECRET|PRIVATE)_?KEY|CREDENTIALS?"
              + "|(API|AUTH|ACCESS|BEARER|REFRESH|GITHUB|GITLAB|SLACK)_?TOKEN)");

  private static final int SHORTEST_SECRET = 8;

  private final Collected found;
  private final Topology topology;
  private final String path;

  VariableRules(Collected found, Topology topology, String path) {
    this.found = found;
    this.topology = topology;
    this.path = path;
  }

  void check(Agent agent) {
    int size = 0;
    for (Map.Entry<String, Variable> variable : agent.variables().entrySet()) {
      size += AgentRules.bytes(variable.getKey()) + AgentRules.size(variable.getValue());
      String place = path + ".variables[" + variable.getKey() + "]";
      name(place, variable.getKey());
      if (variable.getValue() instanceof Literal literal) {
        secret(place, variable.getKey(), literal.text());
      }
      if (variable.getValue() instanceof NameOf of) {
        found.known(place, of.kind().word(), of.name(), names(of));
      }
    }
    if (size > MOST_BYTES) {
      found.add(
          ProblemCode.VARIABLE_RULE,
          path + ".variables",
          "the environment variables have " + size + " bytes, Lambda takes " + MOST_BYTES,
          "");
    }
  }

  /**
   * What a blueprint says is in the repository, in the template and with the function, for all who
   * read these (AWS: "Working with Lambda environment variables", securing them).
   */
  private void secret(String place, String name, String text) {
    if (SECRET.matcher(name.toUpperCase(Locale.ROOT)).matches()
        && text.length() >= SHORTEST_SECRET) {
      found.add(
          ProblemCode.SECRET_RULE,
          place,
          "a secret must not be written into the blueprint, where everybody reads it",
          "declare it in the topology, e.g. secret 'api-key', let the agent read it by secrets"
              + " 'api-key', and give it the name by secret('api-key')");
    }
  }

  private void name(String place, String name) {
    if (RESERVED.contains(name)) {
      found.add(ProblemCode.VARIABLE_RULE, place, "Lambda reserves the variable " + name, "");
    } else if (name.equals("ENVIRONMENT") || name.startsWith("AGENT_")) {
      found.add(
          ProblemCode.VARIABLE_RULE,
          place,
          "every agent has the variable " + name + " already",
          "");
    } else if (!NAME.matcher(name).matches()) {
      found.add(
          ProblemCode.VARIABLE_RULE,
          place,
          "'"
              + name
              + "' is no variable's name: two or more letters, digits and underscores, a"
              + " letter first",
          "");
    }
  }

  private List<String> names(NameOf of) {
    return switch (of.kind()) {
      case TABLE -> topology.tables().stream().map(t -> t.name()).toList();
      case BUCKET -> topology.buckets().stream().map(b -> b.name()).toList();
      case QUEUE ->
          topology.queues().stream()
              .flatMap(
                  q ->
                      java.util.stream.Stream.concat(
                          java.util.stream.Stream.of(q.name()), q.deadLetter().stream()))
              .toList();
      case TOPIC ->
          java.util.stream.Stream.concat(
                  java.util.stream.Stream.of("alerts"),
                  topology.topics().stream().map(t -> t.name()))
              .toList();
      case SECRET -> topology.secrets().stream().map(s -> s.name()).toList();
      case AGENT -> topology.agents().stream().map(Agent::name).toList();
    };
  }
}

package io.biomerkin.dsl.words;

import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.ResourceKind;
import io.biomerkin.model.Variable;
import io.biomerkin.model.Variable.NameOf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code agent('name', 'handler') { }}, and {@code defaults { }}. */
public final class AgentBlock extends Block {

  private final String path;
  private final AgentSettings settings;

  AgentBlock(Findings findings, String path, AgentSettings settings) {
    super(findings, path.endsWith("defaults") ? "defaults { }" : "agent(…) { }");
    this.path = path;
    this.settings = settings;
  }

  /**
   * Lambda's identifier of the runtime, e.g. {@code runtime 'python3.11'}, which is the default.
   */
  public void runtime(String identifier) {
    declare("runtime");
    settings.runtime = identifier;
  }

  /**
   * The folder of the sources, from the blueprint's own; default {@code 'lambda'}. For Java the
   * folder of the classes, or a jar.
   */
  public void code(String folder) {
    declare("code");
    settings.code = folder;
  }

  /** MB, 128 to 10240; default 1024. */
  public void memory(int megabytes) {
    declare("memory");
    settings.memory = megabytes;
  }

  /** One second to 15 minutes, which is the default. */
  public void timeout(Duration time) {
    declare("timeout");
    settings.timeout = time;
  }

  /** Reserved concurrent executions; without it the account's shared pool. */
  public void concurrency(int executions) {
    declare("concurrency");
    settings.concurrency = Optional.of(executions);
  }

  /** What is sent to ask whether it is well; default {@code health healthCheck: true}. */
  public void health(@FreeNames Map<String, Object> event) {
    findings.declare(path + ".health");
    event.forEach(this::json);
    if (JsonText.isData(event)) {
      settings.health = JsonText.of(event);
    }
  }

  /** Tables, buckets and queues that it reads. */
  public void reads(String... names) {
    add("reads", settings.reads, names);
  }

  /** Tables, buckets, queues and topics that it writes. */
  public void writes(String... names) {
    add("writes", settings.writes, names);
  }

  /** Other agents that it calls, each by the name in {@code AGENT_<NAME>}. */
  public void invokes(String... names) {
    add("invokes", settings.invokes, names);
  }

  /** Bedrock models that it calls. */
  public void models(String... ids) {
    add("models", settings.models, ids);
  }

  /** Secrets whose values it reads. */
  public void secrets(String... names) {
    add("secrets", settings.secrets, names);
  }

  /** Environment variables: {@code variables MODE: 'fast', CACHE_TABLE: table('cache')}. */
  public void variables(@FreeNames Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          findings.declareNamed(path + ".variables[" + name + "]", name);
          if (value instanceof Variable variable) {
            settings.variables.put(name, variable);
          } else if (value instanceof String
              || value instanceof Number
              || value instanceof Boolean) {
            settings.variables.put(name, new Variable.Literal(String.valueOf(value)));
          } else {
            wrong(
                name,
                "'" + name + ":' takes a text, or the name of a resource such as table('x')",
                "");
          }
        });
  }

  /** What a table is called in the environment, for a variable. */
  public Variable table(String name) {
    return new NameOf(ResourceKind.TABLE, name);
  }

  /** What a bucket is called in the environment, for a variable. */
  public Variable bucket(String name) {
    return new NameOf(ResourceKind.BUCKET, name);
  }

  /** The URL of a queue in the environment, for a variable. */
  public Variable queue(String name) {
    return new NameOf(ResourceKind.QUEUE, name);
  }

  /** The ARN of a topic in the environment, for a variable. */
  public Variable topic(String name) {
    return new NameOf(ResourceKind.TOPIC, name);
  }

  /** What a secret is called in the environment, for a variable. */
  public Variable secret(String name) {
    return new NameOf(ResourceKind.SECRET, name);
  }

  private void declare(String part) {
    findings.declareArgument(path + "." + part, 0);
  }

  private void add(String part, List<String> list, String... names) {
    for (int i = 0; i < names.length; i++) {
      findings.declareArgument(path + "." + part + "[" + names[i] + "]", i);
      list.add(names[i]);
    }
  }
}

package io.biomerkin.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Lambda function of the system; callers reach it through its alias {@code live}.
 *
 * @param name its name in the blueprint, e.g. {@code genomics}
 * @param handler what Lambda calls, in the runtime's form, e.g. {@code genomics_agent.handler}
 * @param runtime Lambda's identifier of the runtime, e.g. {@code python3.11}
 * @param code the folder of its sources, relative to the blueprint; a jar, too, for Java
 * @param memory MB, 128 to 10240
 * @param timeout 1 second to 15 minutes
 * @param variables environment variables beside those that every agent has ({@code ENVIRONMENT} and
 *     {@code AGENT_<NAME>} for each agent it invokes), in the order of declaration
 * @param access what it may touch
 * @param concurrency reserved concurrent executions; empty for the account's shared pool
 * @param health the JSON sent to ask whether it is well
 */
public record Agent(
    String name,
    String handler,
    String runtime,
    String code,
    int memory,
    Duration timeout,
    Map<String, Variable> variables,
    Access access,
    Optional<Integer> concurrency,
    String health) {

  /** The alias through which every agent is reached. */
  public static final String ALIAS = "live";

  /** What {@code memory} is when a blueprint does not say, MB. */
  public static final int DEFAULT_MEMORY = 1024;

  /** What {@code timeout} is when a blueprint does not say. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

  /** What {@code code} is when a blueprint does not say. */
  public static final String DEFAULT_CODE = "lambda";

  /** What {@code health} is when a blueprint does not say. */
  public static final String DEFAULT_HEALTH = "{\"healthCheck\":true}";

  /** Copies its map, in order. */
  public Agent {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /**
   * What an agent may touch; its role holds just that. Names are those of the blueprint.
   *
   * @param reads tables, buckets and queues
   * @param writes tables, buckets, queues and topics
   * @param invokes other agents, through their alias
   * @param models Bedrock model ids, e.g. {@code anthropic.claude-3-sonnet-20240229-v1:0}, or
   *     {@code *}
   * @param secrets secrets whose value it may read
   */
  public record Access(
      List<String> reads,
      List<String> writes,
      List<String> invokes,
      List<String> models,
      List<String> secrets) {

    /** Nothing but its own logs. */
    public static final Access NONE =
        new Access(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies its lists. */
    public Access {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
      invokes = List.copyOf(invokes);
      models = List.copyOf(models);
      secrets = List.copyOf(secrets);
    }
  }
}

package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Api;
import io.biomerkin.model.Bucket;
import io.biomerkin.model.Queue;
import io.biomerkin.model.Schedule;
import io.biomerkin.model.Secret;
import io.biomerkin.model.Table;
import io.biomerkin.model.Table.Key;
import io.biomerkin.model.Table.KeyType;
import io.biomerkin.model.Topic;
import io.biomerkin.model.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code topology { }}: the tables, buckets, queues, topics, secrets, schedules, agents and API.
 */
public final class TopologyBlock extends Block {

  static final Topology EMPTY =
      new Topology(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty());

  private final List<Table> tables = new ArrayList<>();
  private final List<Bucket> buckets = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();
  private final List<Topic> topics = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private final AgentsBlock agents;
  private @Nullable Api api;

  TopologyBlock(Findings findings) {
    super(findings, "topology { }");
    this.agents = new AgentsBlock(findings);
  }

  /**
   * A DynamoDB table: {@code table 'workflows', key: 'workflow_id', sort: number('timestamp')}; a
   * key's name alone means text. {@code ttl:} names the attribute with the time to live.
   */
  public void table(
      @NamedParams({
            @NamedParam(value = "key", type = Object.class, required = true),
            @NamedParam(value = "sort", type = Object.class),
            @NamedParam(value = "ttl", type = String.class)
          })
          Map<String, Object> options,
      String name) {
    String path = "topology.tables[" + name + "]";
    declare(path, "key", "sort", "ttl");
    Key key = key("key", options.get("key"));
    Key sort = key("sort", options.get("sort"));
    if (key != null) {
      tables.add(
          new Table(
              name,
              key,
              Optional.ofNullable(sort),
              Optional.ofNullable((String) options.get("ttl"))));
    }
  }

  private @Nullable Key key(String option, @Nullable Object value) {
    if (value instanceof String name) {
      return new Key(name, KeyType.STRING);
    }
    if (value instanceof Key key) {
      return key;
    }
    if (value != null) {
      wrong(
          option,
          "'" + option + ":' takes a name, or number('name'), string('name') or binary('name')",
          "");
    }
    return null;
  }

  /** A key that is a number: {@code sort: number('timestamp')}. */
  public Key number(String name) {
    return new Key(name, KeyType.NUMBER);
  }

  /** A key that is text: {@code key: string('id')}. */
  public Key string(String name) {
    return new Key(name, KeyType.STRING);
  }

  /** A key that is bytes: {@code key: binary('digest')}. */
  public Key binary(String name) {
    return new Key(name, KeyType.BINARY);
  }

  /** An S3 bucket: {@code bucket 'reports'}. */
  public void bucket(String name) {
    declare("topology.buckets[" + name + "]");
    buckets.add(new Bucket(name));
  }

  /**
   * An SQS queue: {@code queue 'workflow', deadLetter: 'dlq', keep: days(14), visibility:
   * minutes(15), attempts: 3}.
   */
  public void queue(
      @NamedParams({
            @NamedParam(value = "deadLetter", type = String.class),
            @NamedParam(value = "keep", type = Duration.class),
            @NamedParam(value = "visibility", type = Duration.class),
            @NamedParam(value = "attempts", type = Integer.class)
          })
          Map<String, Object> options,
      String name) {
    declare("topology.queues[" + name + "]", "deadLetter", "keep", "visibility", "attempts");
    queues.add(
        new Queue(
            name,
            Optional.ofNullable((String) options.get("deadLetter")),
            (Duration) options.getOrDefault("keep", Queue.DEFAULT_KEEP),
            (Duration) options.getOrDefault("visibility", Queue.DEFAULT_VISIBILITY),
            (Integer) options.getOrDefault("attempts", Queue.DEFAULT_ATTEMPTS)));
  }

  /** An SNS topic: {@code topic 'results'}. The topic {@code alerts} is always there. */
  public void topic(String name) {
    declare("topology.topics[" + name + "]");
    topics.add(new Topic(name));
  }

  /** A secret of the Secrets Manager: {@code secret 'api-keys'}. */
  public void secret(String name) {
    declare("topology.secrets[" + name + "]");
    secrets.add(new Secret(name));
  }

  /** Starts an agent at fixed times: {@code schedule 'nightly', 'rate(1 day)', to: 'agent'}. */
  public void schedule(
      @NamedParam(value = "to", type = String.class, required = true) Map<String, Object> options,
      String name,
      String expression) {
    String path = "topology.schedules[" + name + "]";
    declare(path);
    findings.declareArgument(path + ".expression", 1);
    findings.declareNamed(path + ".agent", "to");
    schedules.add(new Schedule(name, expression, String.valueOf(options.get("to"))));
  }

  /** The agents. */
  public void agents(
      @DelegatesTo(value = AgentsBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    findings.declare("topology.agents");
    read(agents, body);
  }

  /** The REST API in front of the agents. */
  public void api(
      @DelegatesTo(value = ApiBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    findings.declare("topology.api");
    ApiBlock block = read(new ApiBlock(findings), body);
    List<Api.Route> routes = new ArrayList<>(api == null ? List.of() : api.routes());
    routes.addAll(block.routes());
    api = new Api(routes);
  }

  private void declare(String path, String... options) {
    findings.declareArgument(path, 0);
    for (String option : options) {
      findings.declareNamed(path + "." + option, option);
    }
  }

  Topology topology() {
    return new Topology(
        tables,
        buckets,
        queues,
        topics,
        secrets,
        schedules,
        agents.agents(),
        Optional.ofNullable(api));
  }
}

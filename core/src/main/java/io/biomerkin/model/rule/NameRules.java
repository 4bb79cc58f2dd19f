package io.biomerkin.model.rule;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.model.Queue;
import io.biomerkin.model.Topology;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names: their letters, and their lengths once application, environment and account are added. */
public final class NameRules {

  /** The letters that every service takes, so that one name fits them all. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final String FORM = "lower-case letters, digits and single dashes, a letter first";

  /** AWS: "Lambda quotas", function name. */
  private static final int FUNCTION = 64;

  /** AWS: "Bucket naming rules". */
  private static final int BUCKET = 63;

  /** AWS: "Amazon SQS message quotas", queue name. */
  private static final int QUEUE = 80;

  /** AWS: "Service, account, and table quotas in Amazon DynamoDB", table name. */
  private static final int TABLE = 255;

  /** AWS: "CreateTopic", name. */
  private static final int TOPIC = 256;

  /** AWS: "CreateSecret", name. */
  private static final int SECRET = 512;

  /** AWS: "CreateStack", stack name. */
  private static final int STACK = 128;

  private final Collected found = new Collected();
  private final Blueprint blueprint;
  private final Optional<Names> longest;

  private NameRules(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.longest =
        blueprint.environments().stream()
            .max(Comparator.comparingInt((Environment e) -> e.name().length()))
            .map(e -> new Names(blueprint.application(), e.name(), "0".repeat(12), "us-east-1"));
  }

  /** The problems of all names. */
  public static List<Problem> problems(Blueprint blueprint) {
    return new NameRules(blueprint).check();
  }

  private List<Problem> check() {
    Topology topology = blueprint.topology();
    letters("application", "application", blueprint.application());
    blueprint
        .environments()
        .forEach(e -> letters("environments[" + e.name() + "]", "environment", e.name()));
    longest.ifPresent(
        names -> {
          length("application", "stack", names.stack(), STACK);
          String store =
              blueprint.application() + "-releases-" + "0".repeat(12) + "-ap-southeast-1";
          length("application", "release store", store, BUCKET);
        });
    topology.tables().forEach(t -> resource("tables", "table", t.name(), TABLE));
    topology.queues().forEach(this::queue);
    topology.topics().forEach(t -> resource("topics", "topic", t.name(), TOPIC));
    topology.agents().forEach(a -> resource("agents", "agent", a.name(), FUNCTION));
    topology.schedules().forEach(s -> resource("schedules", "schedule", s.name(), FUNCTION));
    topology.buckets().forEach(b -> bucket(b.name()));
    topology.secrets().forEach(s -> secret(s.name()));
    unique(topology);
    return found.problems();
  }

  private void queue(Queue queue) {
    resource("queues", "queue", queue.name(), QUEUE);
    queue
        .deadLetter()
        .filter(name -> !name.equals(queue.name()))
        .ifPresent(
            name -> letters("topology.queues[" + queue.name() + "].deadLetter", "queue", name));
  }

  private void resource(String kind, String what, String name, int most) {
    String path = "topology." + kind + "[" + name + "]";
    if (letters(path, what, name)) {
      longest.ifPresent(names -> length(path, what, names.resource(name), most));
    }
  }

  private void bucket(String name) {
    String path = "topology.buckets[" + name + "]";
    if (letters(path, "bucket", name)) {
      longest.ifPresent(names -> length(path, "bucket", names.bucket(name), BUCKET));
    }
  }

  private void secret(String name) {
    String path = "topology.secrets[" + name + "]";
    if (letters(path, "secret", name)) {
      longest.ifPresent(names -> length(path, "secret", names.secret(name), SECRET));
    }
  }

  private boolean letters(String path, String what, String name) {
    boolean good = NAME.matcher(name).matches();
    if (!good) {
      found.add(
          ProblemCode.NAME_RULE, path, what + " name '" + name + "' is not made of " + FORM, "");
    }
    return good;
  }

  private void length(String path, String what, String full, int most) {
    if (full.length() > most) {
      found.add(
          ProblemCode.NAME_RULE,
          path,
          "the "
              + what
              + " would be called '"
              + full
              + "', "
              + full.length()
              + " letters; AWS takes "
              + most,
          "choose a shorter name");
    }
  }

  private void unique(Topology topology) {
    found.unique(
        "topology.tables", "table", topology.tables().stream().map(t -> t.name()).toList());
    found.unique(
        "topology.buckets", "bucket", topology.buckets().stream().map(b -> b.name()).toList());
    found.unique(
        "topology.queues",
        "queue",
        topology.queues().stream()
            .flatMap(q -> Stream.concat(Stream.of(q.name()), q.deadLetter().stream()))
            .toList());
    found.unique(
        "topology.topics", "topic", topology.topics().stream().map(t -> t.name()).toList());
    found.unique(
        "topology.secrets", "secret", topology.secrets().stream().map(s -> s.name()).toList());
    found.unique(
        "topology.schedules",
        "schedule",
        topology.schedules().stream().map(s -> s.name()).toList());
    found.unique(
        "topology.agents", "agent", topology.agents().stream().map(a -> a.name()).toList());
    found.unique(
        "environments",
        "environment",
        blueprint.environments().stream().map(e -> e.name()).toList());
  }
}

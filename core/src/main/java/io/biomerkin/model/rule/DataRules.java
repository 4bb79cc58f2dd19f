package io.biomerkin.model.rule;

import io.biomerkin.model.Queue;
import io.biomerkin.model.Schedule;
import io.biomerkin.model.Table;
import io.biomerkin.model.Topology;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Tables, queues and schedules. */
public final class DataRules {

  /** AWS: "Service, account, and table quotas in Amazon DynamoDB", attribute names of keys. */
  private static final int KEY_NAME = 255;

  /** AWS: "SetQueueAttributes". */
  private static final Duration LEAST_KEEP = Duration.ofSeconds(60);

  private static final Duration MOST_KEEP = Duration.ofDays(14);
  private static final Duration MOST_VISIBILITY = Duration.ofHours(12);
  private static final int MOST_ATTEMPTS = 1000;

  /**
   * AWS: "Schedule types in EventBridge Scheduler" and "Creating a rule that runs on a schedule".
   */
  private static final Pattern SCHEDULE =
      Pattern.compile(
          "rate\\((1 (minute|hour|day)|([2-9]|[1-9]\\d+) (minutes|hours|days))\\)"
              + "|cron\\(\\S+( \\S+){5}\\)");

  private final Collected found = new Collected();
  private final Topology topology;

  private DataRules(Topology topology) {
    this.topology = topology;
  }

  /** The problems of tables, queues and schedules. */
  public static List<Problem> problems(Topology topology) {
    DataRules rules = new DataRules(topology);
    topology.tables().forEach(rules::table);
    topology.queues().forEach(rules::queue);
    topology.schedules().forEach(rules::schedule);
    return rules.found.problems();
  }

  private void table(Table table) {
    String path = "topology.tables[" + table.name() + "]";
    keyName(path + ".key", table.key().name());
    table
        .sort()
        .ifPresent(
            sort -> {
              keyName(path + ".sort", sort.name());
              if (sort.name().equals(table.key().name())) {
                found.add(
                    ProblemCode.VALUE_RULE,
                    path + ".sort",
                    "key and sort are both '" + sort.name() + "'",
                    "");
              }
            });
    table
        .ttl()
        .ifPresent(
            ttl -> {
              boolean isSort = table.sort().filter(s -> s.name().equals(ttl)).isPresent();
              if (ttl.equals(table.key().name()) || isSort) {
                found.add(
                    ProblemCode.VALUE_RULE,
                    path + ".ttl",
                    "'" + ttl + "' is a key, and a key cannot be the time to live",
                    "");
              }
              keyName(path + ".ttl", ttl);
            });
  }

  private void keyName(String path, String name) {
    found.range(path, "the length of '" + shortened(name) + "'", name.length(), 1, KEY_NAME, "");
  }

  private static String shortened(String text) {
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  private void queue(Queue queue) {
    String path = "topology.queues[" + queue.name() + "]";
    found.range(path + ".keep", "keep", queue.keep(), LEAST_KEEP, MOST_KEEP);
    found.range(
        path + ".visibility", "visibility", queue.visibility(), Duration.ZERO, MOST_VISIBILITY);
    found.range(path + ".attempts", "attempts", queue.attempts(), 1, MOST_ATTEMPTS, "");
  }

  private void schedule(Schedule schedule) {
    String path = "topology.schedules[" + schedule.name() + "]";
    found.matches(
        ProblemCode.VALUE_RULE,
        path + ".expression",
        "schedule",
        schedule.expression(),
        SCHEDULE,
        "rate(1 hour), rate(5 minutes) or cron(0 12 * * ? *)");
    CronRule.broken(schedule.expression())
        .ifPresent(
            what ->
                found.add(ProblemCode.VALUE_RULE, path + ".expression", "schedule: " + what, ""));
    found.known(
        path + ".agent",
        "agent",
        schedule.agent(),
        topology.agents().stream().map(a -> a.name()).toList());
  }
}

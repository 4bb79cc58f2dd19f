package io.biomerkin.model;

import java.util.List;
import java.util.Optional;

/** What a system consists of; every list in the order of declaration. */
public record Topology(
    List<Table> tables,
    List<Bucket> buckets,
    List<Queue> queues,
    List<Topic> topics,
    List<Secret> secrets,
    List<Schedule> schedules,
    List<Agent> agents,
    Optional<Api> api) {

  /** Copies its lists. */
  public Topology {
    tables = List.copyOf(tables);
    buckets = List.copyOf(buckets);
    queues = List.copyOf(queues);
    topics = List.copyOf(topics);
    secrets = List.copyOf(secrets);
    schedules = List.copyOf(schedules);
    agents = List.copyOf(agents);
  }

  /** The agent of that name. */
  public Optional<Agent> agent(String name) {
    return agents.stream().filter(a -> a.name().equals(name)).findFirst();
  }
}

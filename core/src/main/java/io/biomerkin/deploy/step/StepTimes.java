package io.biomerkin.deploy.step;

import io.biomerkin.model.BlueprintJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long the steps of an operation took the last times, on this machine. Only for people who
 * wait: what cannot be read or written is left out.
 */
public final class StepTimes {

  private static final int KEPT = 5;

  /** In milliseconds, by step, the newest last. */
  private record Kept(Map<String, List<Long>> steps) {}

  private final Path state;
  private final Path file;

  /**
   * The times of an operation in an environment.
   *
   * @param state the folder of caches
   */
  public StepTimes(Path state, String operation, String environment) {
    this.state = state;
    this.file = state.resolve("cache/times/" + operation + "-" + environment + ".json");
  }

  /** The median of the last times, if the step was ever done. */
  Optional<Duration> usual(String step) {
    List<Long> sorted = read().getOrDefault(step, List.of()).stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(sorted.get(sorted.size() / 2)));
  }

  /** Remembers a time, and forgets the oldest of many. */
  void add(String step, Duration took) {
    Map<String, List<Long>> all = new TreeMap<>(read());
    List<Long> times = new ArrayList<>(all.getOrDefault(step, List.of()));
    times.add(took.toMillis());
    all.put(step, times.subList(Math.max(0, times.size() - KEPT), times.size()));
    StateFolder.make(state);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, BlueprintJson.write(new Kept(all)));
    } catch (IOException e) {
      // Then the next one does not know.
    }
  }

  private Map<String, List<Long>> read() {
    try {
      return BlueprintJson.read(Files.readString(file), Kept.class).steps();
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
  }
}

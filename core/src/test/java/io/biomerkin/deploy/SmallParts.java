package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Functions;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Sha256;
import io.biomerkin.synth.Quotas;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** A system of six agents that is made in three parts, as quotas are small. */
final class SmallParts {

  static final DeployRequest UNVERIFIED =
      new DeployRequest("dev", false, true, Optional.empty(), Set.of());

  private static final List<String> WORKERS =
      IntStream.range(0, 4).mapToObj(number -> "worker-" + number).toList();

  /** An agent that is reached last. */
  private static final String LAST =
      IntStream.range(0, 1000)
          .mapToObj(number -> "late-" + number)
          .filter(name -> place(name) == 63)
          .findFirst()
          .orElseThrow();

  private SmallParts() {}

  /** A new project. */
  static Project in(Path folder) {
    return of(Project.in(folder));
  }

  /** Makes that project such a one. */
  static Project of(Project project) {
    project.more = WORKERS;
    project.quotas = new Quotas(26, 200, 1_000_000, 40);
    return project;
  }

  static DeployResult deploy(Project project) {
    return project.deploy(UNVERIFIED);
  }

  static void destroy(Project project) {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }
  }

  /** Alarms, and the right to write traces, for every agent. */
  static void change(Project project) {
    Environment dev = project.environment("dev", project.dev, false, List.of());
    project.only(
        new Environment(
            dev.name(),
            dev.target(),
            dev.size(),
            true,
            dev.protectData(),
            dev.cleanTree(),
            dev.backup(),
            dev.rollout(),
            dev.freezes(),
            dev.domain(),
            dev.express(),
            dev.keptReleases()));
  }

  /** The agents, and one more that is reached last. */
  static List<String> withLast() {
    return Stream.concat(WORKERS.stream(), Stream.of(LAST)).toList();
  }

  /** Somebody else has the log group of that one. */
  static void occupyLast(Project project) {
    project
        .cloud("dev")
        .client(CloudWatchLogsClient.class)
        .createLogGroup(r -> r.logGroupName("/aws/lambda/calc-" + LAST + "-dev"));
  }

  /** Every agent's alias stands on that version. */
  static void assertLive(Project project, String version) {
    Functions functions = new Functions(project.cloud("dev"));
    assertThat(project.more)
        .allSatisfy(
            name ->
                assertThat(functions.version("calc-" + name + "-dev", "live")).contains(version));
  }

  private static int place(String agent) {
    return new BigInteger(Sha256.hex(agent), 16).mod(BigInteger.valueOf(64)).intValueExact();
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Sha256;
import io.biomerkin.problem.ProblemException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Changes of more resources than CloudFormation makes in one operation on nested stacks. */
class InPartsTest {

  private static final List<String> MANY =
      IntStream.range(0, 510).mapToObj(number -> "worker-" + number).toList();
  private static final DeployRequest UNVERIFIED =
      new DeployRequest("dev", false, true, Optional.empty(), Set.of());

  @TempDir private static Path first;
  @TempDir private Path folder;

  private Project project;

  @BeforeAll
  static void deploy() {
    Project many = Project.in(first);
    many.more = MANY;
    many.deploy(UNVERIFIED);
    assertThat(notices(many))
        .containsOnlyOnce(
            "made in 2 parts: CloudFormation changes at most 2500 resources of nested stacks at once");
  }

  @BeforeEach
  void copy() {
    project = Project.at(Crash.copy(first, folder.resolve("copy")));
    project.more = MANY;
  }

  @Test
  void the_first_deployment_is_whole_and_a_release() {
    assertThat(stack().find().orElseThrow().outputs()).containsKeys("InputDigest", "ReleaseId");
    assertThat(live("calc-worker-0-dev")).isEqualTo("1");
    assertThat(project.deploy(UNVERIFIED).changed()).isFalse();
    assertThat(project.tags()).hasSize(1);
  }

  @Test
  void a_part_that_fails_takes_those_before_it_back() {
    String late = lastOfTheWay("late-");
    occupy(project, late);
    String before = stack().template();
    changeEveryAgent();
    project.more = Stream.concat(MANY.stream(), Stream.of(late)).toList();

    assertThatThrownBy(() -> project.deploy(UNVERIFIED))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("already exists")
        .hasMessageContaining("the release before runs on; correct the cause, then deploy again");

    assertThat(notices(project)).contains("the parts that were made are taken back");
    assertThat(stack().template()).isEqualTo(before);
    assertThat(stack().whole()).allMatch(stack -> stack.find().orElseThrow().isSettled());
    assertThat(project.cloud("dev").client(CloudWatchClient.class).describeAlarms().metricAlarms())
        .isEmpty();
    assertThat(project.tags()).hasSize(1);
  }

  @Test
  void a_failed_creation_leaves_nothing() {
    Project fresh = Project.in(folder.resolve("fresh"));
    fresh.more = MANY;
    occupy(fresh, lastOfTheWay("worker-"));

    assertThatThrownBy(() -> fresh.deploy(UNVERIFIED))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("already exists")
        .hasMessageContaining(
            "nothing of the environment was kept; correct the cause, then deploy again");

    assertThat(notices(fresh)).contains("the parts that were made are taken back");
    assertThat(new Stacks(fresh.cloud("dev"), "CalcDev").find()).isEmpty();
    assertThat(fresh.cloud("dev").client(LambdaClient.class).listFunctions().functions()).isEmpty();
  }

  @Test
  void a_deployment_that_died_between_two_parts_is_finished_by_the_same_command() {
    changeEveryAgent();
    AtomicInteger executed = new AtomicInteger();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("executeChangeSet")
                    && executed.incrementAndGet() == 2) {
                  throw new IllegalStateException("died");
                }
              }
            });
    assertThatThrownBy(() -> project.deploy(UNVERIFIED)).hasMessageContaining("died");
    project.interceptor = Optional.empty();
    assertThat(stack().find().orElseThrow().outputs())
        .containsKey("ReleaseId")
        .doesNotContainKey("InputDigest");

    assertThat(project.deploy(UNVERIFIED).changed()).isTrue();

    assertThat(MANY).allMatch(name -> live("calc-" + name + "-dev").equals("2"));
    assertThat(stack().find().orElseThrow().outputs()).containsKey("InputDigest");
    assertThat(project.tags()).hasSize(2);
  }

  @Test
  void a_destruction_of_so_much_is_made_in_parts_too() {
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.destroy("dev", Optional.empty()).existed()).isTrue();
    }
    assertThat(stack().find()).isEmpty();
    assertThat(project.cloud("dev").client(LambdaClient.class).listFunctions().functions())
        .isEmpty();
  }

  /** Alarms, and the right to write traces, for every one. */
  private void changeEveryAgent() {
    Environment dev = project.environment("dev", project.dev, false, List.of());
    project.environments =
        Optional.of(
            List.of(
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
                    dev.express())));
    project.promotions = List.of();
  }

  /** Somebody else has the log group of an agent. */
  private static void occupy(Project project, String agent) {
    project
        .cloud("dev")
        .client(CloudWatchLogsClient.class)
        .createLogGroup(r -> r.logGroupName("/aws/lambda/calc-" + agent + "-dev"));
  }

  /** An agent that is reached last. */
  private static String lastOfTheWay(String prefix) {
    return IntStream.range(0, MANY.size())
        .mapToObj(number -> prefix + number)
        .filter(name -> place(name).equals("Agents63"))
        .findFirst()
        .orElseThrow();
  }

  private static String place(String agent) {
    int number = new BigInteger(Sha256.hex(agent), 16).mod(BigInteger.valueOf(64)).intValueExact();
    return "Agents" + number;
  }

  private Stacks stack() {
    return new Stacks(project.cloud("dev"), "CalcDev");
  }

  private String live(String function) {
    return new Functions(project.cloud("dev")).version(function, "live").orElse("");
  }

  private static List<String> notices(Project project) {
    return project.events.stream()
        .filter(DeployEvent.Notice.class::isInstance)
        .map(event -> ((DeployEvent.Notice) event).text())
        .toList();
  }
}

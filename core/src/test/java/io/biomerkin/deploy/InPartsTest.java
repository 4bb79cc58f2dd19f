package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Changes of more resources than CloudFormation makes in one operation on nested stacks. */
class InPartsTest {

  @TempDir private Path folder;

  @Test
  void what_is_too_large_for_aws_is_made_and_removed_in_parts() {
    Project project = Project.in(folder);
    project.more = IntStream.range(0, 510).mapToObj(number -> "worker-" + number).toList();

    SmallParts.deploy(project);

    assertThat(project.notices())
        .containsOnlyOnce(
            "made in 2 parts: CloudFormation changes at most 2500 resources of nested stacks at once");
    SmallParts.assertLive(project, "1");
    assertThat(SmallParts.deploy(project).changed()).isFalse();
    assertThat(project.tags()).hasSize(1);

    SmallParts.destroy(project);

    assertNothingIsLeft(project);
  }

  @Test
  void a_part_that_fails_takes_those_before_it_back() {
    Project project = deployed();
    SmallParts.occupyLast(project);
    String before = stack(project).template();
    SmallParts.change(project);
    project.more = SmallParts.withLast();

    assertThatThrownBy(() -> SmallParts.deploy(project))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("already exists")
        .hasMessageContaining("the release before runs on; correct the cause, then deploy again");

    assertThat(project.notices())
        .contains("part 1 of 4", "part 4 of 4", "the parts that were made are taken back");
    assertRunsOn(project, before);
  }

  @Test
  void parts_that_cannot_be_taken_back_are_told_after_the_cause() {
    Project project = deployed();
    SmallParts.occupyLast(project);
    SmallParts.change(project);
    project.more = SmallParts.withLast();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("createChangeSet")
                    && project.notices().contains("the parts that were made are taken back")) {
                  throw TooManyRequestsException.builder().message("Rate exceeded").build();
                }
              }
            });

    assertThatThrownBy(() -> SmallParts.deploy(project))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.first().what()).contains("already exists");
              assertThat(e.problems().get(1))
                  .hasToString(
                      "CalcDev: the parts that were made before could not be taken back: Rate"
                          + " exceeded (); mvn biomerkin:deploy -Denv=dev makes it whole"
                          + " [BMK-502]");
            });
  }

  @Test
  void a_failed_creation_leaves_nothing() {
    Project project = SmallParts.in(folder);
    project.more = SmallParts.withLast();
    SmallParts.occupyLast(project);

    assertThatThrownBy(() -> SmallParts.deploy(project))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("already exists")
        .hasMessageContaining(
            "nothing of the environment was kept; correct the cause, then deploy again");

    assertThat(project.notices()).contains("the parts that were made are taken back");
    assertNothingIsLeft(project);
  }

  @Test
  void a_stop_in_a_later_part_takes_all_back() {
    Project project = deployed();
    String before = stack(project).template();
    SmallParts.change(project);
    project.events.clear();

    assertThatThrownBy(() -> stoppedAfter(project, "executeChangeSet", 2))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "part 3 of 3: stopped before this step, as asked; nothing runs that did not run before;"
                + " run the same command again whenever you like [BMK-509]");

    assertThat(project.notices())
        .contains("part 2 of 3", "the parts that were made are taken back")
        .doesNotContain("part 3 of 3");
    assertRunsOn(project, before);
  }

  @Test
  void a_stop_of_a_creation_counts_after_its_first_part() {
    Project project = SmallParts.in(folder);

    assertThatThrownBy(() -> stoppedAfter(project, "executeChangeSet", 1))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "part 2 of 3: stopped, as asked; nothing of the environment was kept;"
                + " run the same command again whenever you like [BMK-509]");

    assertThat(project.notices()).contains("the parts that were made are taken back");
    assertNothingIsLeft(project);
  }

  private Project deployed() {
    Project project = SmallParts.in(folder);
    SmallParts.deploy(project);
    return project;
  }

  /** Somebody asks it to end when a call is made for that time. */
  private static void stoppedAfter(Project project, String operation, int time) {
    AtomicInteger made = new AtomicInteger();
    Biomerkin[] running = new Biomerkin[1];
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals(operation) && made.incrementAndGet() == time) {
                  running[0].stop();
                }
              }
            });
    try (Biomerkin biomerkin = project.open()) {
      running[0] = biomerkin;
      biomerkin.deploy(SmallParts.UNVERIFIED);
    }
  }

  private static void assertRunsOn(Project project, String template) {
    assertThat(stack(project).template()).isEqualTo(template);
    assertThat(stack(project).whole()).allMatch(stack -> stack.find().orElseThrow().isSettled());
    assertThat(project.cloud("dev").client(CloudWatchClient.class).describeAlarms().metricAlarms())
        .isEmpty();
    assertThat(project.tags()).hasSize(1);
  }

  private static void assertNothingIsLeft(Project project) {
    assertThat(stack(project).find()).isEmpty();
    assertThat(project.cloud("dev").client(LambdaClient.class).listFunctions().functions())
        .isEmpty();
  }

  private static Stacks stack(Project project) {
    return new Stacks(project.cloud("dev"), "CalcDev");
  }
}

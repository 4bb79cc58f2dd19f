package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.Deaths.Death;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/**
 * The process is killed at every call, of what is made in parts; the same command makes it good.
 */
class PartsCrashTest {

  @TempDir private Path folder;

  @Test
  void a_first_deployment() {
    Path template = folder.resolve("template");
    SmallParts.in(template);
    everyCall(
        template,
        SmallParts::deploy,
        project -> {
          assertGood(project, 1);
          SmallParts.assertLive(project, "1");
        });
  }

  @Test
  void a_change_of_all() {
    Path template = folder.resolve("template");
    SmallParts.deploy(SmallParts.in(template));
    everyCall(
        template,
        project -> {
          SmallParts.change(project);
          SmallParts.deploy(project);
        },
        project -> {
          assertGood(project, 2);
          SmallParts.assertLive(project, "2");
        });
  }

  @Test
  void a_change_that_fails_and_is_taken_back() {
    Path template = folder.resolve("template");
    Project deployed = SmallParts.in(template);
    SmallParts.deploy(deployed);
    SmallParts.occupyLast(deployed);
    everyCall(
        template,
        PartsCrashTest::changeInVain,
        project -> {
          Project plain = project(project.folder);
          SmallParts.deploy(plain);
          assertGood(plain, plain.tags().size());
          assertNothingOfTheChange(plain);
        });
  }

  private static void assertNothingOfTheChange(Project project) {
    CloudWatchClient alarms = project.cloud("dev").client(CloudWatchClient.class);
    assertThat(alarms.describeAlarms().metricAlarms()).isEmpty();
    LambdaClient functions = project.cloud("dev").client(LambdaClient.class);
    assertThat(functions.listFunctions().functions())
        .hasSize(6)
        .allSatisfy(
            function ->
                assertThat(
                        functions
                            .getFunctionConfiguration(
                                r -> r.functionName(function.functionName()).qualifier("live"))
                            .tracingConfig()
                            .mode())
                    .isEqualTo(TracingMode.PASS_THROUGH));
  }

  private static void changeInVain(Project project) {
    SmallParts.change(project);
    project.more = SmallParts.withLast();
    try {
      SmallParts.deploy(project);
      throw new AssertionError("the last agent's log group was somebody else's");
    } catch (ProblemException e) {
      assertThat(e).hasMessageContaining("already exists");
    }
  }

  @Test
  void a_destruction() {
    Path template = folder.resolve("template");
    SmallParts.deploy(SmallParts.in(template));
    everyCall(
        template,
        SmallParts::destroy,
        project -> {
          assertThat(stack(project).find()).isEmpty();
          assertThat(project.cloud("dev").client(LambdaClient.class).listFunctions().functions())
              .isEmpty();
        });
  }

  private void everyCall(Path template, Consumer<Project> command, Consumer<Project> good) {
    Project whole = project(template);
    List<Death> deaths = Deaths.of(whole, folder.resolve("graves"), () -> command.accept(whole));
    assertThat(deaths).hasSizeGreaterThan(10);
    for (Death death : deaths) {
      Project again = project(death.folder());
      Crash.bury(again, "dev");
      command.accept(again);
      good.accept(again);
    }
  }

  private static Project project(Path folder) {
    return SmallParts.of(Project.at(folder));
  }

  private static void assertGood(Project project, int releases) {
    assertThat(project.tags()).hasSize(releases);
    assertThat(stack(project).find().orElseThrow().outputs()).containsKey("InputDigest");
    assertThat(stack(project).whole()).allMatch(stack -> stack.find().orElseThrow().isSettled());
    Sound.assertSound(project, "dev");
  }

  private static Stacks stack(Project project) {
    return new Stacks(project.cloud("dev"), "CalcDev");
  }
}

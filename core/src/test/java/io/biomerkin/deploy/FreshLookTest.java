package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.event.DeployEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine knows already must not stand in for what is there. */
class FreshLookTest {

  @TempDir private Path folder;

  @Test
  void a_deployment_after_the_state_was_removed_publishes_the_code_again() throws Exception {
    Project project = Project.in(folder);
    DeployResult first = project.deploy("dev");
    remove(folder.resolve(".biomerkin"));

    DeployResult second = project.deploy("dev");

    assertThat(second.changed()).isTrue();
    assertThat(second.release().code()).isEqualTo(first.release().code());
    assertThat(second.release().verification().isVerified()).isTrue();
  }

  @Test
  void the_last_event_of_a_deployment_tells_the_outputs() {
    Project project = Project.in(folder);
    DeployResult result = project.deploy("dev");

    assertThat(project.events)
        .last()
        .isEqualTo(new DeployEvent.Succeeded("deploy of dev ended well", result.outputs()));
  }

  @Test
  void an_engine_that_stays_open_sees_what_was_edited_meanwhile() {
    Project project = Project.in(folder);
    try (Biomerkin biomerkin = project.open()) {
      DeployResult first = biomerkin.deploy(DeployRequest.to("dev"));
      project.edit("lambda/adder.py", Project.adder("sum([event['a'], event['b']])"));
      DeployResult second = biomerkin.deploy(DeployRequest.to("dev"));

      assertThat(second.changed()).isTrue();
      assertThat(second.release().code()).isNotEqualTo(first.release().code());
    }
  }

  @Test
  void a_rollback_goes_back_from_what_runs_once_it_has_the_lock() {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("sum([event['a'], event['b']])"));
    DeployResult second = project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    meanwhile(project, () -> project.deploy("dev"));

    DeployResult back = project.rollback("dev");

    assertThat(back.release().restores()).contains(second.release().id());
  }

  @Test
  void a_deployment_of_what_somebody_else_has_just_deployed_is_none() {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("sum([event['a'], event['b']])"));
    meanwhile(project, () -> project.deploy("dev"));

    assertThat(project.deploy("dev").changed()).isFalse();
    assertThat(project.tags()).hasSize(2);
  }

  /** Somebody else is faster, between the first look of the next operation and its lock. */
  private static void meanwhile(Project project, Runnable other) {
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void after(Call call, @Nullable RuntimeException failure) {
                if (project.interceptor.isPresent() && call.operation().equals("describeStacks")) {
                  project.interceptor = Optional.empty();
                  other.run();
                }
              }
            });
  }

  private static void remove(Path tree) throws Exception {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

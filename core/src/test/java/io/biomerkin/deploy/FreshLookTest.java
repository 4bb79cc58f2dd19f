package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.event.DeployEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
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

  private static void remove(Path tree) throws Exception {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.event.DeployEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with markers, and an embedded cloud that knows nothing of them. */
class FreshCloudTest {

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

  private static void remove(Path tree) throws Exception {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

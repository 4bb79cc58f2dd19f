package io.biomerkin.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.ssm.SsmClient;

class LocalAccountTest {

  @TempDir Path folder;

  /** A service that nobody embeds. */
  interface NothingClient extends SdkClient {}

  @Test
  void a_service_that_is_not_embedded_is_refused_by_name() {
    try (Cloud cloud = EmbeddedCloud.open(folder, new MovableClock())) {
      assertThatThrownBy(() -> cloud.client(NothingClient.class))
          .isInstanceOf(ProblemException.class)
          .hasMessage(
              "Nothing: the embedded cloud does not have it; docs/embedded-cloud.md lists what it"
                  + " has [BMK-704]");
    }
  }

  @Test
  void a_call_that_is_not_embedded_is_refused_by_name() {
    try (Cloud cloud = EmbeddedCloud.open(folder, new MovableClock())) {
      assertThatThrownBy(() -> cloud.client(SsmClient.class).listCommands())
          .isInstanceOf(ProblemException.class)
          .hasMessage(
              "Ssm:listCommands: the embedded cloud does not have it; docs/embedded-cloud.md"
                  + " lists what it has [BMK-704]");
    }
  }

  @Test
  void to_open_a_cloud_writes_nothing() {
    try (Cloud cloud = EmbeddedCloud.open(folder.resolve("new"), new MovableClock())) {
      assertThat(cloud.label()).isEqualTo("embedded cloud, account 111111111111 us-east-1");
    }

    assertThat(folder.resolve("new")).doesNotExist();
  }
}

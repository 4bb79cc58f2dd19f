package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimesTest {

  @TempDir private Path folder;

  private StepTimes times() {
    return new StepTimes(folder, "deploy", "dev");
  }

  @Test
  void the_usual_time_is_the_median_of_the_last_five() {
    assertThat(times().usual("apply")).isEmpty();
    for (int seconds : new int[] {900, 900, 1, 9, 2, 8, 3}) {
      times().add("apply", Duration.ofSeconds(seconds));
    }
    assertThat(times().usual("apply")).contains(Duration.ofSeconds(3));
    assertThat(times().usual("verify")).isEmpty();
    assertThat(new StepTimes(folder, "deploy", "prod").usual("apply")).isEmpty();
  }

  @Test
  void a_damaged_file_is_forgotten() throws IOException {
    times().add("apply", Duration.ofSeconds(1));
    Path file = folder.resolve("cache/times/deploy-dev.json");
    Files.writeString(file, "{half");
    assertThat(times().usual("apply")).isEmpty();
    times().add("apply", Duration.ofSeconds(2));
    assertThat(times().usual("apply")).contains(Duration.ofSeconds(2));
  }
}

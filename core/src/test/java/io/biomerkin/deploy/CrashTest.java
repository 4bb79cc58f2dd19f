package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.deploy.Deaths.Death;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process is killed at every call, before it and after it; the same command again comes to what
 * it would have come to at once.
 */
class CrashTest {

  @ParameterizedTest
  @EnumSource
  void who_died_anywhere_types_the_same_again(Scenario scenario, @TempDir Path folder) {
    Path begin = folder.resolve("begin");
    scenario.prepare(begin);
    String environment = scenario.environment();
    Project whole = scenario.open(begin);
    List<Death> deaths = Deaths.of(whole, folder.resolve("graves"), () -> scenario.run(whole));
    String expected = Picture.of(whole, environment);
    Sound.assertSound(whole, environment);

    assertThat(deaths).hasSizeGreaterThan(5);
    for (Death death : deaths) {
      Project project = scenario.open(death.folder());
      Crash.bury(project, environment);
      scenario.run(project);
      assertThat(Picture.of(project, environment)).as(death.toString()).isEqualTo(expected);
      Sound.assertSound(project, environment);
    }
  }

  @Test
  void a_deployment_goes_on_from_a_destruction_that_died_anywhere(@TempDir Path folder) {
    Project whole = Project.in(folder.resolve("begin"));
    whole.deploy("dev");
    for (Death death : Deaths.of(whole, folder.resolve("graves"), () -> destroy(whole))) {
      Project project = Project.at(death.folder());
      Crash.bury(project, "dev");
      project.deploy("dev");
      Sound.assertSound(project, "dev");
    }
  }

  private static void destroy(Project project) {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }
  }
}

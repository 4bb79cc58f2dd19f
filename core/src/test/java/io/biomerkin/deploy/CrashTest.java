package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies at every call, before it and after it; the same command again comes to what it
 * would have come to at once.
 */
class CrashTest {

  @ParameterizedTest
  @EnumSource
  void who_died_anywhere_types_the_same_again(Scenario scenario, @TempDir Path folder) {
    Path template = folder.resolve("template");
    scenario.prepare(template);
    String environment = scenario.environment();
    Project whole = scenario.open(Crash.copy(template, folder.resolve("whole")));
    scenario.run(whole);
    String expected = Picture.of(whole, environment);

    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Path copy = Crash.copy(template, folder.resolve(call + "-" + after));
        Project project = scenario.open(copy);
        died = Crash.dies(project, environment, call, after, () -> scenario.run(project));
        if (died) {
          scenario.run(project);
        }
        String death = "dead " + (after ? "after" : "before") + " call " + call;
        assertThat(Picture.of(project, environment)).as(death).isEqualTo(expected);
        Sound.assertSound(project, environment);
      }
    }
  }

  @Test
  void a_deployment_goes_on_from_a_destruction_that_died_anywhere(@TempDir Path folder) {
    Path template = folder.resolve("template");
    Project.in(template).deploy("dev");
    boolean died = true;
    for (int call = 1; died; call++) {
      Project project = Project.at(Crash.copy(template, folder.resolve("" + call)));
      died = Crash.dies(project, "dev", call, true, () -> destroy(project));
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

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault at any call leaves nothing else than no fault; one that passes makes no run fail. */
class FaultTest {

  @ParameterizedTest
  @EnumSource
  void who_met_one_does_not_notice_or_types_the_same_again(
      Scenario scenario, @TempDir Path folder) {
    Path template = folder.resolve("template");
    scenario.prepare(template);
    Project whole = scenario.open(Crash.copy(template, folder.resolve("whole")));
    scenario.run(whole);
    String expected = Picture.of(whole, scenario.environment());
    for (Fault fault : Fault.values()) {
      atEveryCall(fault, scenario, template, expected);
    }
  }

  private static void atEveryCall(Fault fault, Scenario scenario, Path template, String expected) {
    boolean happened = true;
    for (int call = 1; happened; call++) {
      Path copy = Crash.copy(template, template.resolveSibling(fault + "-" + call));
      Project project = scenario.open(copy);
      Fault.At at = fault.at(call);
      project.interceptor = Optional.of(at);
      boolean done = done(fault, scenario, project);
      project.interceptor = Optional.empty();
      if (!done || lockStays(project)) {
        scenario.run(project);
      }
      if (scenario == Scenario.REJECTION_WITH_ROLLBACK && tells(project, "runs again")) {
        assertReleaseBefore(project);
      } else {
        assertThat(Picture.of(project, scenario.environment()))
            .as("%s at call %d", fault, call)
            .isEqualTo(expected);
      }
      Sound.assertSound(project, scenario.environment());
      happened = at.happened();
    }
  }

  /**
   * An agent did not answer when the way back from the rejected release was verified: then what was
   * there before that comes back, which is not the rejected one either.
   */
  private static void assertReleaseBefore(Project project) {
    try (Biomerkin biomerkin = project.open()) {
      History history = biomerkin.history("dev");
      assertThat(history.current()).contains(history.releases().get(1));
    }
  }

  /** It is the next command's then. */
  private static boolean lockStays(Project project) {
    return tells(project, "the lock could not be given back");
  }

  private static boolean tells(Project project, String text) {
    return project.events.stream().anyMatch(event -> event.toString().contains(text));
  }

  private static boolean done(Fault fault, Scenario scenario, Project project) {
    try {
      scenario.run(project);
      return true;
    } catch (ProblemException e) {
      if (fault.passes) {
        throw e;
      }
      return false;
    }
  }
}

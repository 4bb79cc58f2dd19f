package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault at any call leaves nothing else than no fault; one that passes makes no run fail. */
class FaultTest {

  /** Faults that last are tried once at each operation. */
  private static final Set<Scenario> HURT_FOR_GOOD =
      EnumSet.of(
          Scenario.CODE_CHANGE,
          Scenario.EXPRESS_CHANGE,
          Scenario.ROLLBACK,
          Scenario.DESTRUCTION_OF_WHAT_IS_PROTECTED,
          Scenario.PROMOTION);

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
      if (fault.passes || HURT_FOR_GOOD.contains(scenario)) {
        atEveryCall(fault, scenario, template, expected);
      }
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
      assertThat(Picture.of(project, scenario.environment()))
          .as("%s at call %d", fault, call)
          .isEqualTo(expected);
      Sound.assertSound(project, scenario.environment());
      happened = at.happened();
    }
  }

  /** It is the next command's then. */
  private static boolean lockStays(Project project) {
    return project.events.stream()
        .anyMatch(event -> event.toString().contains("the lock could not be given back"));
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

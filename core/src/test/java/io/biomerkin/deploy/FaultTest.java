package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One fault at any call leaves nothing else than no fault; one that passes makes no run fail. Those
 * that do not pass are tried where the calls are not the same as elsewhere.
 */
class FaultTest {

  @ParameterizedTest
  @EnumSource
  void whose_answer_was_lost_does_not_notice(Scenario scenario, @TempDir Path folder) {
    everywhere(Fault.LOST_ANSWER, scenario, folder);
  }

  @ParameterizedTest
  @EnumSource
  void who_met_a_fault_of_the_service_does_not_notice(Scenario scenario, @TempDir Path folder) {
    everywhere(Fault.SERVER_ERROR, scenario, folder);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "FIRST_DEPLOYMENT_THAT_IS_NOT_WELL",
        "CHANGE_OF_NESTED_STACKS",
        "CHANGE_WITH_A_BACKUP",
        "FIRST_PROMOTION_TO_ANOTHER_ACCOUNT"
      })
  void who_was_throttled_for_too_long_types_the_same_again(
      Scenario scenario, @TempDir Path folder) {
    everywhere(Fault.THROTTLED, scenario, folder);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "FIRST_DEPLOYMENT_THAT_IS_NOT_WELL",
        "CHANGE_OF_NESTED_STACKS",
        "CHANGE_WITH_A_BACKUP",
        "FIRST_PROMOTION_TO_ANOTHER_ACCOUNT"
      })
  void who_got_no_answer_types_the_same_again(Scenario scenario, @TempDir Path folder) {
    everywhere(Fault.TIMED_OUT, scenario, folder);
  }

  private static void everywhere(Fault fault, Scenario scenario, Path folder) {
    Path template = folder.resolve("template");
    scenario.prepare(template);
    String environment = scenario.environment();
    Project whole = scenario.open(Crash.copy(template, folder.resolve("whole")));
    scenario.run(whole);
    String expected = Picture.of(whole, environment);

    boolean happened = true;
    for (int call = 1; happened; call++) {
      Project project = scenario.open(Crash.copy(template, folder.resolve("" + call)));
      Fault.At at = fault.at(call);
      project.interceptor = Optional.of(at);
      boolean done = done(fault, scenario, project);
      project.interceptor = Optional.empty();
      if (!done || lockStays(project)) {
        scenario.run(project);
      }
      if (!endsElsewhere(fault, scenario)) {
        assertThat(Picture.of(project, environment)).as("call %d", call).isEqualTo(expected);
      }
      Sound.assertSound(project, environment);
      happened = at.happened();
    }
  }

  /**
   * An agent that does not answer is not well: the release before the rejected one runs again, and
   * needs no rollback any more.
   */
  private static boolean endsElsewhere(Fault fault, Scenario scenario) {
    return fault == Fault.TIMED_OUT && scenario == Scenario.REJECTION_WITH_ROLLBACK;
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

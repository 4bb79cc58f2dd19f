package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.deploy.Validation.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault at any call makes no run fail, and leaves nothing else than no fault. */
class FaultTest {

  private interface Run {
    /** Does it, and gives the number of releases that there are then. */
    int on(Project project);
  }

  @ParameterizedTest
  @EnumSource
  void of_a_first_deployment(Fault fault, @TempDir Path folder) {
    Path template = folder.resolve("template");
    Project.in(template);
    everywhere(
        fault,
        folder,
        template,
        project -> {
          assertThat(project.deploy("dev").changed()).isTrue();
          return 1;
        });
  }

  @ParameterizedTest
  @EnumSource
  void of_a_code_change(Fault fault, @TempDir Path folder) {
    Path template = folder.resolve("template");
    Project before = Project.in(template);
    before.deploy("dev");
    before.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    everywhere(
        fault,
        folder,
        template,
        project -> {
          assertThat(project.deploy("dev").changed()).isTrue();
          return 2;
        });
  }

  @ParameterizedTest
  @EnumSource
  void of_a_rollback(Fault fault, @TempDir Path folder) {
    Path template = folder.resolve("template");
    Project before = Project.in(template);
    before.deploy("dev");
    before.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    before.deploy("dev");
    everywhere(
        fault,
        folder,
        template,
        project -> {
          project.rollback("dev");
          return 3;
        });
  }

  @ParameterizedTest
  @EnumSource
  void of_a_destruction(Fault fault, @TempDir Path folder) {
    Path template = folder.resolve("template");
    Project.in(template).deploy("dev");
    boolean happened = true;
    for (int call = 1; happened; call++) {
      Project project = Project.at(Crash.copy(template, folder.resolve("" + call)));
      Fault.At at = fault.at(call);
      project.interceptor = Optional.of(at);
      try (Biomerkin biomerkin = project.open()) {
        assertThat(biomerkin.destroy("dev", Optional.empty()).existed()).isTrue();
        assertThat(biomerkin.status("dev").state()).isEqualTo("not deployed");
      }
      happened = at.happened();
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_a_promotion_to_another_account(Fault fault, @TempDir Path folder) {
    Path template = folder.resolve("template");
    Stages.in(template).acrossAccounts().deploy("dev");
    boolean happened = true;
    for (int call = 1; happened; call++) {
      Stages stages = Stages.at(Crash.copy(template, folder.resolve("" + call))).acrossAccounts();
      Fault.At at = fault.at(call);
      stages.project.interceptor = Optional.of(at);
      assertThat(stages.promote("staging").verification().isVerified()).isTrue();
      stages.project.interceptor = Optional.empty();
      assertGood(stages.project, "staging");
      happened = at.happened();
    }
  }

  private static void everywhere(Fault fault, Path folder, Path template, Run run) {
    boolean happened = true;
    for (int call = 1; happened; call++) {
      Project project = Project.at(Crash.copy(template, folder.resolve("" + call)));
      Fault.At at = fault.at(call);
      project.interceptor = Optional.of(at);
      int releases = run.on(project);
      project.interceptor = Optional.empty();
      assertThat(project.tags()).as("call %d", call).hasSize(releases);
      assertGood(project, "dev");
      happened = at.happened();
    }
  }

  private static void assertGood(Project project, String environment) {
    assertThat(project.store(environment).get(ReleaseStore.lockKey(environment))).isEmpty();
    assertThat(project.validate(environment).findings())
        .noneMatch(finding -> finding.outcome() == Outcome.FAILED);
  }
}

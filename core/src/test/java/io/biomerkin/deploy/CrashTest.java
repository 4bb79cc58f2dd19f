package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Release;
import io.biomerkin.synth.Quotas;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every call, before it and after it; the same command again makes it good. */
class CrashTest {

  /** A system that one stack would hold is split too. */
  private static final Quotas SPLITTING = new Quotas(30, 200, 1_000_000, 2_500);

  @Test
  void a_first_deployment_that_died_anywhere_is_finished_by_the_same_command(@TempDir Path folder) {
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Project project = Project.in(folder.resolve(call + "-" + after));
        died = Crash.dies(project, "dev", call, after, () -> project.deploy("dev"));
        assertGood(project, project.deploy("dev").release(), 1);
        Crash.assertFree(project, "dev");
      }
    }
  }

  @Test
  void a_code_change_that_died_anywhere_is_finished_by_the_same_command(@TempDir Path folder) {
    Path template = folder.resolve("template");
    Project deployed = Project.in(template);
    deployed.deploy("dev");
    deployed.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Project project = Project.at(Crash.copy(template, folder.resolve(call + "-" + after)));
        died = Crash.dies(project, "dev", call, after, () -> project.deploy("dev"));
        assertGood(project, project.deploy("dev").release(), 2);
        Crash.assertFree(project, "dev");
      }
    }
  }

  @Test
  void a_change_of_nested_stacks_that_died_anywhere_is_finished_by_the_same_command(
      @TempDir Path folder) {
    Path template = folder.resolve("template");
    Project deployed = Project.in(template);
    deployed.more = List.of("worker-7");
    deployed.quotas = SPLITTING;
    deployed.deploy("dev");
    deployed.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    boolean died = true;
    for (int call = 1; died; call++) {
      Project project = Project.at(Crash.copy(template, folder.resolve(Integer.toString(call))));
      project.more = List.of("worker-8");
      project.quotas = SPLITTING;
      // Before a call is after the one before it.
      died = Crash.dies(project, "dev", call, false, () -> project.deploy("dev"));
      assertGood(project, project.deploy("dev").release(), 2);
      assertThat(new Stacks(project.cloud("dev"), "CalcDev").whole())
          .hasSize(4)
          .allMatch(stack -> stack.find().orElseThrow().isSuccess());
    }
  }

  @Test
  void a_rollback_that_died_anywhere_is_finished_by_the_same_command(@TempDir Path folder) {
    Path template = folder.resolve("template");
    Project deployed = Project.in(template);
    Release first = deployed.deploy("dev").release();
    deployed.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    deployed.deploy("dev");
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Project project = Project.at(Crash.copy(template, folder.resolve(call + "-" + after)));
        died = Crash.dies(project, "dev", call, after, () -> project.rollback("dev"));
        if (project.tags().size() == 2) {
          project.rollback("dev");
        }
        try (Biomerkin biomerkin = project.open()) {
          Release current = biomerkin.history("dev").current().orElseThrow();
          assertThat(current.restores()).contains(first.id());
          assertGood(project, current, 3);
        }
      }
    }
  }

  @Test
  void a_destruction_that_died_anywhere_is_finished_by_the_same_command(@TempDir Path folder) {
    Path template = folder.resolve("template");
    Project.in(template).deploy("dev");
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Project project = Project.at(Crash.copy(template, folder.resolve(call + "-" + after)));
        died = Crash.dies(project, "dev", call, after, () -> destroy(project));
        destroy(project);
        Crash.assertFree(project, "dev");
        assertThat(project.deploy("dev").changed()).isTrue();
        assertThat(project.tags()).hasSize(2);
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
      Release release = project.deploy("dev").release();
      assertGood(project, release, project.tags().size());
    }
  }

  private static void destroy(Project project) {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }
  }

  private static void assertGood(Project project, Release release, int releases) {
    assertThat(project.tags()).hasSize(releases).contains("calc/dev/" + release.id());
    Crash.assertWhole(project, "dev");
    Crash.assertNoChangeSetWaits(project, "dev", "CalcDev");
    Validation validation = project.validate("dev");
    assertThat(validation.findings()).noneMatch(f -> f.outcome() == Outcome.FAILED);
    assertThat(validation.findings())
        .anyMatch(f -> f.area().equals("release") && f.name().equals(release.id().text()));
  }
}

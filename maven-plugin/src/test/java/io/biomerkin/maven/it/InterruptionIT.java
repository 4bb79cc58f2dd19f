package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as the terminal sends it to Maven. */
class InterruptionIT {

  /** A check that presses it and gives Maven time to hear it. */
  private static final String CTRL_C =
      """
      import os, signal, time
      os.kill(os.getppid(), signal.SIGINT)
      time.sleep(2)
      """;

  @TempDir Path folder;

  @Test
  void ends_a_deployment_before_it_changes_anything() {
    Case project = Case.in(folder.resolve("calc"));
    project.write("interrupt.py", CTRL_C);
    project.write("deployment.groovy", Case.BLUEPRINT + "checks { test 'python3 interrupt.py' }\n");
    project.commit("interrupting");

    Case.Run run = project.goal("deploy", "-Denv=dev").fails();

    assertThat(run.exit()).isEqualTo(130);
    run.tells(
        "stopping cleanly; Ctrl-C once more ends it at once, and the next goal tidies up",
        "stopped: package: stopped before this step, as asked; nothing runs that did not run before;"
            + " run the same command again whenever you like [BMK-509]");
    project.goal("status").succeeds().tells("not deployed");
    project.goal("unlock", "-Denv=dev").succeeds().tells("dev is not locked");
    assertThat(project.tags()).isEmpty();
    project.goal("deploy", "-Denv=dev", "-DskipTests").succeeds();
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every call, before it and after it; the same command again makes it good. */
class CrashTest {

  /** What no code of ours catches: as if the process had been killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record KillAt(int number, boolean after, AtomicInteger count) implements CallInterceptor {
    @Override
    public void before(Call call) {
      if (!after && count.incrementAndGet() >= number) {
        throw new Killed();
      }
    }

    @Override
    public void after(Call call, @Nullable RuntimeException failure) {
      if (after && count.incrementAndGet() >= number) {
        throw new Killed();
      }
    }
  }

  /** From that call on every call dies: a dead process does not even give its lock back. */
  private static boolean dies(Project project, int number, boolean after, Runnable operation) {
    project.interceptor = Optional.of(new KillAt(number, after, new AtomicInteger()));
    try {
      operation.run();
      return false;
    } catch (Killed e) {
      return true;
    } finally {
      project.interceptor = Optional.empty();
      buryOwner(project);
    }
  }

  /** This process lives on; the one that the lock names must not. */
  private static void buryOwner(Project project) {
    ReleaseStore store = project.store("dev");
    String key = ReleaseStore.lockKey("dev");
    String pid = "\"pid\":" + ProcessHandle.current().pid();
    store.get(key).ifPresent(lock -> store.put(key, lock.text().replace(pid, "\"pid\":999999999")));
  }

  @Test
  void a_first_deployment_that_died_anywhere_is_finished_by_the_same_command(@TempDir Path folder) {
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Project project = Project.in(folder.resolve(call + "-" + after));
        died = dies(project, call, after, () -> project.deploy("dev"));
        assertGood(project, project.deploy("dev").release(), 1);
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
        Project project = copy(template, folder.resolve(call + "-" + after));
        died = dies(project, call, after, () -> project.deploy("dev"));
        assertGood(project, project.deploy("dev").release(), 2);
      }
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
        Project project = copy(template, folder.resolve(call + "-" + after));
        died = dies(project, call, after, () -> project.rollback("dev"));
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
        Project project = copy(template, folder.resolve(call + "-" + after));
        died = dies(project, call, after, () -> destroy(project));
        destroy(project);
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
      Project project = copy(template, folder.resolve("" + call));
      died = dies(project, call, true, () -> destroy(project));
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
    Validation validation = project.validate("dev");
    assertThat(validation.findings()).noneMatch(f -> f.outcome() == Outcome.FAILED);
    assertThat(validation.findings())
        .anyMatch(f -> f.area().equals("release") && f.name().equals(release.id().text()));
  }

  private static Project copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Project.at(to);
  }
}

package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.maven.it.Case.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input and faults of the machine: told with a code, nothing changed, nothing lost. */
class FaultsIT {

  private static final String STATE = ".biomerkin/cloud/000000000000/us-east-1/";

  @TempDir Path folder;

  @Test
  void a_change_of_code_alone_needs_no_node() throws IOException {
    Case project = Case.deployed(folder.resolve("calc"));
    project.onlyPrograms(
        "mvn", "git", "python3", "sh", "dirname", "uname", "expr", "ls", "tr", "cat");
    project.code("return {'status': 'ok', 'version': 2}");
    project.commit("two");
    project.goal("deploy", "-Denv=dev").succeeds().tells("runs in dev");
    assertThat(project.tags()).hasSize(2);

    project.write("deployment.groovy", Case.BLUEPRINT.replace("memory 128", "memory 256"));
    project.commit("three");
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-301 node: node is not installed");

    Path node = folder.resolve("calc-bin/node");
    Files.writeString(node, "#!/bin/sh\necho v16.20.0\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-301 node: node v16.20.0 is too old");
    assertThat(project.tags()).hasSize(2);
  }

  @Test
  void a_python_agent_on_the_embedded_cloud_needs_python() throws IOException {
    Case project = Case.deployed(folder.resolve("calc"));
    List<String> marked = project.tags();
    project.code("return {'status': 'ok', 'version': 2}");
    project.commit("two");
    project.onlyPrograms(
        "mvn", "git", "node", "sh", "env", "dirname", "uname", "expr", "ls", "tr", "cat");
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-301", "python3 is not installed");
    assertThat(project.tags()).isEqualTo(marked);
    // Nothing was applied: what runs is what was marked.
    project.goal("status").succeeds().tells(marked.get(0).replace("calc/dev/", ""));
  }

  @Test
  void a_blueprint_that_cannot_be_read_is_told() throws IOException {
    Case project = Case.in(folder.resolve("calc"));
    project.goal("deploy", "-Denv=test").fails().tells("BMK-401 test", "choose one of dev, prod");
    project.goal("deploy").fails().tells("BMK-105 -Denv");
    project.goal("status", "-Dclod=local").fails().tells("BMK-103 -Dclod", "mean -Dcloud?");
    project.write("deployment.groovy", "application 'calc\n");
    project.goal("validate", "-Denv=dev").fails().tells("BMK-102 deployment.groovy:1:13");
    project.write("deployment.groovy", new byte[] {'a', (byte) 0xFF});
    project.goal("validate", "-Denv=dev").fails().tells("BMK-101", "is not UTF-8: byte 1");
    Files.delete(folder.resolve("calc/deployment.groovy"));
    project.goal("validate", "-Denv=dev").fails().tells("BMK-101", "there is no such file");
  }

  @Test
  void a_state_of_a_newer_version_or_damaged_is_left_as_it_is() throws IOException {
    Case project = Case.deployed(folder.resolve("calc"));
    Path version = project.folder.resolve(STATE + "version");
    String known = Files.readString(version);
    Files.writeString(version, "99");
    project.goal("status").tells("the embedded cloud's state has version 99");
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-701");
    Files.writeString(version, known);

    Path stack;
    try (Stream<Path> files = Files.walk(project.folder.resolve(STATE + "cloudformation"))) {
      stack = files.filter(f -> f.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
    }
    String good = Files.readString(stack);
    for (Path file : documents(project.folder.resolve(STATE + "cloudformation"))) {
      Files.writeString(file, Files.readString(file).substring(1));
    }
    project
        .goal("deploy", "-Denv=dev")
        .fails()
        .tells("BMK-702", "the embedded cloud's state is damaged");
    for (Path file : documents(project.folder.resolve(STATE + "cloudformation"))) {
      Files.writeString(file, "{" + Files.readString(file));
    }
    assertThat(Files.readString(stack)).isEqualTo(good);
    project.goal("deploy", "-Denv=dev").succeeds().tells("unchanged");
  }

  private static Iterable<Path> documents(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(f -> f.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void a_full_disk_is_told_and_the_same_command_goes_on_later() {
    Case project = Case.deployed(folder.resolve("calc"));
    project.code("return {'status': 'ok', 'version': 2}");
    project.commit("two");
    // No file may grow beyond 8 KB: the first larger one that is written fails as on a full disk.
    project
        .start(
            java.util.List.of(
                "sh", "-c", "ulimit -f 8; exec mvn -B -o biomerkin:deploy -Denv=dev -DskipTests"))
        .end()
        .fails()
        .tells("BMK-703", "the embedded cloud's state cannot be written", "make room");
    assertThat(project.tags()).hasSize(1);
    project.goal("deploy", "-Denv=dev").succeeds();
    assertThat(project.tags()).hasSize(2);
    project.goal("validate", "-Denv=dev").succeeds();
  }

  @Test
  void of_two_deployments_at_once_one_is_told_who_holds_the_lock() {
    Case project = Case.deployed(folder.resolve("calc"));
    project.code("return {'status': 'ok', 'version': 2}");
    project.commit("two");
    Case.Started one = project.start(Case.command("deploy", "-Denv=dev"));
    Case.Started other = project.start(Case.command("deploy", "-Denv=dev"));
    Run first = one.end();
    Run second = other.end();
    assertThat(project.tags()).as(first + "\n" + second).hasSize(2);
    assertThat(Stream.of(first, second).filter(run -> run.exit() == 0)).isNotEmpty();
    assertThat(Stream.of(first, second).filter(run -> run.exit() != 0))
        .allSatisfy(run -> run.tells("BMK-406 dev: the environment is locked by a deploy by "));
    project.goal("validate", "-Denv=dev").succeeds();
  }

  @Test
  void a_killed_deployment_is_finished_by_the_same_command() throws InterruptedException {
    Case project = Case.in(folder.resolve("calc"));
    for (int delay : new int[] {1200, 1800, 2400}) {
      Case.Started started = project.start(Case.command("deploy", "-Denv=dev"));
      started.process().waitFor(delay, TimeUnit.MILLISECONDS);
      started.kill();
    }
    project.goal("deploy", "-Denv=dev").succeeds();
    assertThat(project.tags()).hasSize(1);
    project.goal("validate", "-Denv=dev").succeeds().tells(" 0 failed");
  }

  @Test
  void git_must_be_there_with_a_commit_and_an_identity() throws IOException {
    Case project = Case.in(folder.resolve("calc"));
    Path home = Files.createDirectory(folder.resolve("home"));
    project.environment.put("GIT_CONFIG_NOSYSTEM", "1");
    // JGit looks for the user's configuration where Java says that home is, and so does Maven.
    String repository = System.getProperty("user.home") + "/.m2/repository";
    project.environment.put(
        "MAVEN_OPTS", "-Duser.home=" + home + " -Dmaven.repo.local=" + repository);
    project.git("config", "--unset", "user.name");
    project.git("config", "--unset", "user.email");
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-602", "git config --global user.name");
    project.git("config", "user.name", "Ada Example");
    project.git("config", "user.email", "ada@example.org");
    project.git("checkout", "-q", "--orphan", "empty");
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-604");
    project.start(java.util.List.of("rm", "-rf", ".git")).end();
    project.goal("deploy", "-Denv=dev").fails().tells("BMK-601", "git init");
    assertThat(documents(project.folder.resolve(STATE + "cloudformation"))).isEmpty();
  }
}

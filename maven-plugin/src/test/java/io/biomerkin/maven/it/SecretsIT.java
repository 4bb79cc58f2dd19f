package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canaries in every source of secrets, looked for in everything that is written. */
class SecretsIT {

  private static final String CANARY = "CaNaRy-";

  /** Tells all that it can see, on both streams, and fails. */
  private static final String CHATTY =
      """
      import os, sys
      for name, value in sorted(os.environ.items()):
          print(name, '=', value)
          print(value[:20] + value[20:], file=sys.stderr)
      print('the key is ' + os.environ['AWS_SECRET_ACCESS_KEY'] + '!')
      sys.exit(int(os.path.exists('fail')))
      """;

  @TempDir Path folder;

  @Test
  void are_in_nothing_that_is_told_or_kept() throws Exception {
    Case project = Case.in(folder.resolve("calc"));
    project.environment.put("AWS_ACCESS_KEY_ID", "AKIA0123456789CANARY");
    project.environment.put("AWS_SECRET_ACCESS_KEY", CANARY + "secret-key");
    project.environment.put("AWS_SESSION_TOKEN", CANARY + "session");
    project.environment.put("GITHUB_TOKEN", CANARY + "github");
    project.environment.put("DB_PASSWORD", CANARY + "password");
    project.write("chatty.py", CHATTY);
    project.write(
        "deployment.groovy",
        Case.BLUEPRINT + "checks { test 'python3 chatty.py'; scan 'python3 chatty.py' }\n");
    project.git("remote", "add", "origin", "http://ada:" + CANARY + "remote@127.0.0.1:9/calc.git");
    project.commit("chatty");

    List<String> told = new ArrayList<>();
    told.add(run(project, "validate", "-Denv=dev"));
    told.add(run(project, "deploy", "-Denv=dev", "-Dpush", "-X"));
    told.add(run(project, "plan", "-Denv=prod", "-Dendpoint=http://127.0.0.1:9", "-X"));
    told.add(run(project, "status", "-Dendpoint=http://127.0.0.1:9", "-Dmfa=" + CANARY, "-X"));
    told.add(run(project, "history", "-Denv=dev", "-Dformat=json"));
    project.write("fail", "");
    project.code("raise ValueError('broken')");
    project.commit("broken");
    told.add(run(project, "deploy", "-Denv=dev", "-Dpush", "-e", "-X", "-Dformat=json"));
    told.add(run(project, "deploy", "-Denv=dev", "-DskipTests", "-e"));
    told.add(run(project, "diagnose", "-Denv=dev"));

    assertThat(project.tags()).hasSize(1);
    assertThat(told).allSatisfy(SecretsIT::assertClean);
    assertThat(told.get(5)).contains("the key is ***!");
    assertClean(project.git("for-each-ref", "--format=%(contents)"));
    assertClean(project.git("log", "-p", "--all", "--", ".", ":!chatty.py"));
    try (Stream<Path> files = Files.walk(project.folder.resolve(".biomerkin"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(SecretsIT::assertClean);
    }
  }

  /** What Maven itself says of the command line, it says before any goal has a say in it. */
  private static String run(Case project, String goal, String... options) {
    return project
        .goal(goal, options)
        .output()
        .lines()
        .filter(line -> !line.contains("Dmfa=") && !line.contains("(s) mfa ="))
        .filter(line -> !line.contains("(f) mfa ="))
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static void assertClean(Path file) {
    try {
      assertClean(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertClean(String text) {
    assertThat(text).doesNotContain(CANARY, "AKIA0123456789CANARY");
  }
}

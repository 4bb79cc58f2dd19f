package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.ExampleBlueprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

  @TempDir Path folder;

  @Test
  void a_machine_without_node_is_told_so() {
    assertThatThrownBy(() -> new Node(folder.resolve("node").toString()).requireSupported())
        .hasMessage(
            "node: node is not installed: AWS CDK, which makes the template of a changed blueprint,"
                + " runs on it; install Node.js 20 or newer and put it on the PATH [BMK-301]");
  }

  @Test
  void an_old_node_is_told_with_its_version() {
    assertThatThrownBy(() -> nodeSaying("v18.20.4").requireSupported())
        .hasMessage(
            "node: node v18.20.4 is too old: AWS CDK, which makes the template of a changed"
                + " blueprint, runs on it; install Node.js 20 or newer and put it on the PATH"
                + " [BMK-301]");
  }

  @Test
  void a_program_that_is_not_node_is_told_with_what_it_said() {
    assertThatThrownBy(() -> nodeSaying("Hello").requireSupported())
        .hasMessage(
            "node: node does not tell its version but \"Hello\": AWS CDK, which makes the template"
                + " of a changed blueprint, runs on it; install Node.js 20 or newer and put it on"
                + " the PATH [BMK-301]");
  }

  @Test
  void a_node_that_is_new_enough_is_taken() throws IOException {
    nodeSaying("v24.1.0").requireSupported();
  }

  @Test
  void synthesis_runs_in_a_fresh_jvm_that_says_nothing_and_ends() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OneSynthesis.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(said.lines().filter(line -> !line.startsWith("SLF4J"))).isEmpty();
  }

  /** What the fresh JVM runs; standard output is checked by who started it. */
  static final class OneSynthesis {

    private OneSynthesis() {}

    /** Fails the process when no template comes of it. */
    public static void main(String[] args) {
      Template template =
          new Synthesizer()
              .synthesize(ExampleBlueprint.biomerkin(), ExampleBlueprint.environment("dev"));
      if (template.json().path("Resources").isEmpty()) {
        throw new IllegalStateException("empty template");
      }
    }
  }

  private Node nodeSaying(String version) throws IOException {
    Path program =
        Files.createFile(
            folder.resolve("node"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(program, "#!/bin/sh\necho '" + version + "'\n");
    return new Node(program.toString());
  }
}

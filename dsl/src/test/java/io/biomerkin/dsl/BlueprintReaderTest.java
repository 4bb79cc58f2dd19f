package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintReaderTest {

  private static final Path EXAMPLE = Path.of("../examples/biomerkin/deployment.groovy");
  private static final String SMALL =
      """
      application 'calc'
      topology { agents { agent('a', 'a.handler') } }
      environments { environment('dev') { local() } }
      """;

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("deployment.groovy"), content);
  }

  @Test
  void the_example_says_what_the_system_is() {
    Blueprint blueprint = BlueprintReader.read(EXAMPLE);
    assertThat(blueprint.topology().agents())
        .extracting(Agent::name)
        .containsExactly(
            "orchestrator", "genomics", "proteomics", "literature", "drug", "decision");
    Agent genomics = blueprint.topology().agent("genomics").orElseThrow();
    assertThat(genomics.memory()).isEqualTo(2048);
    assertThat(genomics.timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(genomics.variables()).containsKey("WORKFLOW_TABLE");
    assertThat(blueprint.promotionTo("prod").orElseThrow().requirements()).hasSize(3);
  }

  @Test
  void what_is_written_as_json_is_read_as_the_same() {
    Blueprint blueprint = BlueprintReader.read(EXAMPLE);
    assertThat(BlueprintJson.read(BlueprintJson.write(blueprint), Blueprint.class))
        .isEqualTo(blueprint);
  }

  @Test
  void a_file_read_before_is_read_from_the_cache_and_damage_is_mended() throws IOException {
    Path cache = folder.resolve("cache");
    Blueprint first = BlueprintReader.withCache(cache).readFile(EXAMPLE);
    Path kept;
    try (Stream<Path> files = Files.list(cache)) {
      kept = files.findFirst().orElseThrow();
    }
    String good = Files.readString(kept);
    Files.writeString(kept, good.replace("biomerkin", "fromcache"));
    assertThat(BlueprintReader.withCache(cache).readFile(EXAMPLE).application())
        .isEqualTo("fromcache");
    for (String damage : List.of("{", "", "null", "[]")) {
      Files.writeString(kept, damage);
      assertThat(BlueprintReader.withCache(cache).readFile(EXAMPLE)).isEqualTo(first);
      assertThat(Files.readString(kept)).isEqualTo(good);
    }
  }

  @Test
  void a_second_reading_loads_no_groovy() throws Exception {
    Path cache = folder.resolve("cache");
    BlueprintReader.withCache(cache).readFile(EXAMPLE);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                "io.biomerkin.dsl.ReadFromCache",
                cache.toString(),
                EXAMPLE.toString())
            .redirectErrorStream(true)
            .start();
    List<String> output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(output).contains("read biomerkin");
    assertThat(output)
        .noneMatch(line -> line.contains(" groovy.") || line.contains("org.codehaus.groovy."));
  }

  @Test
  void a_byte_order_mark_and_other_line_ends_do_not_matter() throws IOException {
    String text = "\uFEFF" + SMALL.replace("\n", "\r\n");
    assertThat(BlueprintReader.read(file(text.getBytes(StandardCharsets.UTF_8))).application())
        .isEqualTo("calc");
  }

  @Test
  void a_missing_file_is_told() {
    Path missing = folder.resolve("deployment.groovy");
    assertThatThrownBy(() -> BlueprintReader.read(missing))
        .hasMessage(
            missing
                + ": there is no such file; run from the folder of the blueprint, or name it with"
                + " -Dblueprint=FILE [BMK-101]");
  }

  @Test
  void a_folder_is_told() {
    assertThatThrownBy(() -> BlueprintReader.read(folder))
        .hasMessage(folder + ": is not a file; name the blueprint with -Dblueprint=FILE [BMK-101]");
  }

  @Test
  void an_empty_file_is_told() throws IOException {
    Path file = file("  \n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> BlueprintReader.read(file))
        .hasMessage(
            "deployment.groovy: the blueprint is empty; begin with application 'name' [BMK-101]");
  }

  @Test
  void a_file_that_is_not_utf_8_is_told_with_the_place() throws IOException {
    Path file = file(new byte[] {'a', 'b', (byte) 0xE4, 'c'});
    assertThatThrownBy(() -> BlueprintReader.read(file))
        .hasMessage(
            "deployment.groovy: is not UTF-8: byte 2 begins no letter; save it as UTF-8 [BMK-101]");
  }

  @Test
  void a_huge_file_is_told() throws IOException {
    Path file = file(new byte[2_000_000]);
    assertThatThrownBy(() -> BlueprintReader.read(file))
        .hasMessage(
            file
                + ": has 2000000 bytes; a blueprint has at most 1048576; name the blueprint with"
                + " -Dblueprint=FILE [BMK-101]");
  }

  @Test
  void deep_nesting_is_told() throws IOException {
    for (String open : List.of("[", "(", "topology {\n")) {
      Path file = file(("x\n" + open.repeat(20_000)).getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> BlueprintReader.read(file))
          .isInstanceOf(ProblemException.class)
          .hasMessageMatching(
              "deployment.groovy:\\d+:\\d+: blocks or lists are nested too deep \\[BMK-102]");
    }
  }

  @Test
  void long_chains_are_told() throws IOException {
    for (String repeated : List.of("- ", "!", "a = ", "a ? b : ", "a + ", "a.b().", "a, b -> ")) {
      Path file = file(("x " + repeated.repeat(3_000) + "1").getBytes(StandardCharsets.UTF_8));
      assertTimeoutPreemptively(
          // Groovy's parser takes seconds for some; without end is what must not be.
          Duration.ofMinutes(2),
          () ->
              assertThatThrownBy(() -> BlueprintReader.read(file))
                  .isInstanceOf(ProblemException.class),
          repeated);
    }
  }

  @Property(tries = 200)
  void any_text_is_read_or_refused_but_never_fails_otherwise(@ForAll String text) {
    read(text);
    read(SMALL + text);
    read("application 'calc'\ntopology { " + text + " }");
  }

  private static void read(String text) {
    try {
      io.biomerkin.dsl.read.Reading.read("deployment.groovy", text);
    } catch (ProblemException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}

package io.biomerkin.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {

  private static final String PURE = "py3-none-any";
  private static final Agent LITERATURE =
      Agents.python("literature", "literature_agent.handler", "literature");

  @TempDir Path base;
  private Path code;
  private Wheels wheels;

  @BeforeEach
  void an_agent_and_an_empty_index() throws IOException {
    code = Files.createDirectory(base.resolve("literature"));
    Files.writeString(code.resolve("literature_agent.py"), "def handler(e, c): return {}\n");
    wheels = new Wheels(Files.createDirectory(base.resolve("wheels")));
  }

  private void require(String... lines) throws IOException {
    Files.writeString(code.resolve("requirements.txt"), String.join("\n", lines) + "\n");
  }

  private Packager packager() {
    return packager(wheels.pip());
  }

  private Packager packager(Pip pip) {
    return new Packager(base, base.resolve("cache"), pip);
  }

  @Test
  void pinned_requirements_are_in_the_package() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    wheels.add("stemmer", "1.3", PURE, "");
    require("# finds stems", "Stemmer == 1.2  # the old one");
    assertThat(ZipNames.of(packager().bundle(LITERATURE).zip()))
        .containsExactly(
            "literature_agent.py",
            "requirements.txt",
            "stemmer-1.2.dist-info/METADATA",
            "stemmer-1.2.dist-info/WHEEL",
            "stemmer-1.2.dist-info/entry_points.txt",
            "stemmer.py");
  }

  @Test
  void another_installation_of_the_same_makes_the_same_bytes() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2");
    byte[] first = Files.readAllBytes(packager().bundle(LITERATURE).zip());
    Packager elsewhere = new Packager(base, base.resolve("a-longer-name-of-a-cache"), wheels.pip());
    assertThat(Files.readAllBytes(elsewhere.bundle(LITERATURE).zip())).isEqualTo(first);
  }

  @Test
  void what_is_in_the_cache_needs_no_pip() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2");
    packager().bundle(LITERATURE);
    Files.writeString(code.resolve("new.py"), "NEW = 1\n");
    Pip none = new Pip("python-that-is-not-there", Map.of());
    assertThat(ZipNames.of(packager(none).bundle(LITERATURE).zip()))
        .contains("new.py", "stemmer.py");
  }

  @Test
  void a_damaged_installation_is_made_again() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2");
    byte[] first = Files.readAllBytes(packager().bundle(LITERATURE).zip());
    try (Stream<Path> found = Files.walk(base.resolve("cache"))) {
      for (Path path : found.filter(Files::isRegularFile).toList()) {
        Files.writeString(path, "damaged");
      }
    }
    assertThat(Files.readAllBytes(packager().bundle(LITERATURE).zip())).isEqualTo(first);
  }

  @Test
  void the_fingerprint_follows_the_interpreter_and_needs_no_pip() throws IOException {
    require("stemmer==1.2");
    Packager packager = packager(new Pip("python-that-is-not-there", Map.of()));
    Agent later = Agents.of("later", "literature_agent.handler", "python3.13", "literature");
    assertThat(packager.fingerprint(LITERATURE)).isNotEqualTo(packager.fingerprint(later));
    Files.delete(code.resolve("requirements.txt"));
    Packager without = packager();
    assertThat(without.fingerprint(LITERATURE)).isEqualTo(without.fingerprint(later));
  }

  @Test
  void wheels_for_lambda_are_taken_and_those_for_other_machines_are_not() throws IOException {
    wheels.add("fast", "1.0", "cp311-cp311-manylinux2014_x86_64", "");
    wheels.add("slow", "1.0", "cp311-cp311-macosx_11_0_arm64", "");
    require("fast==1.0");
    assertThat(ZipNames.of(packager().bundle(LITERATURE).zip())).contains("fast.py");
    require("slow==1.0");
    assertThatThrownBy(() -> packager().bundle(LITERATURE))
        .hasMessageStartingWith(
            "literature/requirements.txt: pip could not install the requirements for python3.11:\n")
        .hasMessageContaining("No matching distribution found for slow==1.0")
        .hasMessageEndingWith(
            "; see to it that each has a wheel for Lambda and that the package index answers"
                + " [BMK-305]");
  }

  @Test
  void hashes_are_honoured() throws IOException {
    String hash = wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2 \\", "    --hash=sha256:" + hash);
    assertThat(ZipNames.of(packager().bundle(LITERATURE).zip())).contains("stemmer.py");
    require("stemmer==1.2 --hash=sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> packager().bundle(LITERATURE))
        .hasMessageContaining("THESE PACKAGES DO NOT MATCH THE HASHES")
        .hasMessageEndingWith("[BMK-305]");
  }

  @Test
  void what_a_requirement_brings_along_must_be_pinned_too() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "word_list>=1");
    wheels.add("word_list", "3.1", PURE, "");
    require("stemmer==1.2");
    assertThatThrownBy(() -> packager().bundle(LITERATURE))
        .hasMessage(
            "literature/requirements.txt: word-list is needed too, but is not pinned to one"
                + " version; add the line word-list==3.1 [BMK-303]");
    require("stemmer==1.2", "Word.List==3.1");
    assertThat(ZipNames.of(packager().bundle(LITERATURE).zip())).contains("word_list.py");
  }

  @Test
  void all_that_is_wrong_with_the_file_is_told_at_once() throws IOException {
    require(
        "-e .",
        "stemmer>=1.2",
        "numpy",
        "./vendored",
        "tool @ https://example.org/tool.whl",
        "stemmer==1.*",
        "--find-links=wheels",
        "--index-url https://example.org/simple",
        "-r other.txt");
    assertThatThrownBy(() -> packager().fingerprint(LITERATURE))
        .hasMessage(
            """
            literature/requirements.txt:1: -e is not taken here; list what is needed in this file \
            [BMK-303]
            literature/requirements.txt:2: stemmer is not pinned to one version; write \
            stemmer==VERSION, so that the same sources always make the same package [BMK-303]
            literature/requirements.txt:3: numpy is not pinned to one version; write \
            numpy==VERSION, so that the same sources always make the same package [BMK-303]
            literature/requirements.txt:4: only requirements by name and version are taken, no \
            paths and no addresses; write name==version [BMK-303]
            literature/requirements.txt:5: only requirements by name and version are taken, no \
            paths and no addresses; write name==version [BMK-303]
            literature/requirements.txt:6: stemmer is not pinned to one version; write \
            stemmer==VERSION, so that the same sources always make the same package [BMK-303]
            literature/requirements.txt:7: --find-links is not taken here; list what is needed in \
            this file [BMK-303]
            literature/requirements.txt:9: -r is not taken here; list what is needed in this file \
            [BMK-303]""");
  }

  @Test
  void a_file_of_the_sources_and_of_a_requirement_is_refused_unless_it_is_the_same()
      throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2");
    Files.writeString(code.resolve("stemmer.py"), "VERSION = '1.2'\n");
    assertThat(ZipNames.of(packager().bundle(LITERATURE).zip())).contains("stemmer.py");
    Files.writeString(code.resolve("stemmer.py"), "MINE = 1\n");
    assertThatThrownBy(() -> packager().bundle(LITERATURE))
        .hasMessage(
            "literature/stemmer.py: the requirements bring another file of that name; rename it or"
                + " name it in .biomerkinignore [BMK-303]");
  }

  @Test
  void a_handler_may_come_with_the_requirements() throws IOException {
    wheels.add("stemmer", "1.2", PURE, "");
    require("stemmer==1.2");
    assertThat(packager().bundle(Agents.python("a", "stemmer.handler", "literature")).size())
        .isPositive();
    assertThatThrownBy(() -> packager().bundle(Agents.python("a", "steamer.handler", "literature")))
        .hasMessageContaining("its package has no steamer.py or steamer/__init__.py;");
  }

  @Test
  void a_missing_interpreter_is_told_as_that() throws IOException {
    require("stemmer==1.2");
    assertThatThrownBy(() -> packager(new Pip("python-not-there", Map.of())).bundle(LITERATURE))
        .hasMessage(
            "literature/requirements.txt: there is no python-not-there on the PATH, and the"
                + " requirements are installed with pip; install Python 3 with pip [BMK-301]");
  }

  @Test
  void nothing_is_left_behind_by_a_failed_installation() throws IOException {
    require("stemmer==1.2");
    assertThatThrownBy(() -> packager().bundle(LITERATURE)).hasMessageContaining("BMK-305");
    try (Stream<Path> left = Files.walk(base.resolve("cache"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }
}

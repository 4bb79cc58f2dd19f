package io.biomerkin.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerTest {

  private static final Agent GENOMICS =
      Agents.python("genomics", "genomics_agent.handler", "lambda");

  @TempDir Path base;
  private Path code;
  private Path cache;

  @BeforeEach
  void an_agent_with_sources() throws IOException {
    code = Files.createDirectory(base.resolve("lambda"));
    cache = base.resolve("cache");
    write("genomics_agent.py", "def handler(event, context): return {}\n");
    write("shared/tables.py", "CODONS = {}\n".repeat(100));
  }

  private void write(String path, String content) throws IOException {
    Path file = code.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Packager packager() {
    return new Packager(base, cache);
  }

  private static Map<String, String> unzip(Path zip) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        byte[] content = file.getInputStream(entry).readAllBytes();
        contents.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  @Test
  void a_bundle_holds_the_sources() throws IOException {
    Bundle bundle = packager().bundle(GENOMICS);
    assertThat(unzip(bundle.zip()))
        .containsExactly(
            Map.entry("genomics_agent.py", "def handler(event, context): return {}\n"),
            Map.entry("shared/tables.py", "CODONS = {}\n".repeat(100)));
    assertThat(bundle.size()).isEqualTo(Files.size(bundle.zip()));
  }

  @Test
  void times_time_zone_and_umask_do_not_change_a_byte() throws IOException {
    byte[] before = Files.readAllBytes(packager().bundle(GENOMICS).zip());
    Files.setLastModifiedTime(code.resolve("genomics_agent.py"), FileTime.fromMillis(1_000_000));
    Files.setPosixFilePermissions(
        code.resolve("genomics_agent.py"), PosixFilePermissions.fromString("rw-------"));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      Packager elsewhere = new Packager(base, base.resolve("other-cache"));
      assertThat(Files.readAllBytes(elsewhere.bundle(GENOMICS).zip())).isEqualTo(before);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void the_executable_bit_is_kept_and_counts() throws IOException {
    String before = packager().fingerprint(GENOMICS);
    Files.setPosixFilePermissions(
        code.resolve("genomics_agent.py"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(packager().fingerprint(GENOMICS)).isNotEqualTo(before);
    Path zip = packager().bundle(GENOMICS).zip();
    try (var file =
        org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(zip).get()) {
      assertThat(file.getEntry("genomics_agent.py").getUnixMode()).isEqualTo(0100755);
      assertThat(file.getEntry("shared/tables.py").getUnixMode()).isEqualTo(0100644);
    }
  }

  @Test
  void a_changed_source_changes_fingerprint_and_bundle() throws IOException {
    String fingerprint = packager().fingerprint(GENOMICS);
    Bundle bundle = packager().bundle(GENOMICS);
    write("shared/tables.py", "CODONS = {1: 2}\n");
    assertThat(packager().fingerprint(GENOMICS)).isNotEqualTo(fingerprint);
    assertThat(packager().bundle(GENOMICS).sha256()).isNotEqualTo(bundle.sha256());
  }

  @Test
  void agents_of_one_folder_share_one_bundle() throws IOException {
    write("drug_agent.py", "def handler(event, context): return {}\n");
    Packager packager = packager();
    assertThat(packager.bundle(Agents.python("drug", "drug_agent.handler", "lambda")))
        .isEqualTo(packager.bundle(GENOMICS));
  }

  @Test
  void a_damaged_cache_entry_is_made_again() throws IOException {
    Bundle bundle = packager().bundle(GENOMICS);
    byte[] bytes = Files.readAllBytes(bundle.zip());
    Files.writeString(bundle.zip(), "damaged");
    assertThat(packager().bundle(GENOMICS)).isEqualTo(bundle);
    assertThat(Files.readAllBytes(bundle.zip())).isEqualTo(bytes);
  }

  @Test
  void leavings_of_tools_are_not_packaged() throws IOException {
    write("__pycache__/genomics_agent.cpython-311.pyc", "x");
    write("shared/old.pyc", "x");
    write(".git/config", "x");
    write(".DS_Store", "x");
    write("node_modules/.cache/a", "x");
    write(".biomerkinignore", "*.md\n!KEEP.md\n/drafts/\n");
    write("README.md", "x");
    write("KEEP.md", "x");
    write("drafts/a.py", "x");
    write("shared/drafts/b.py", "x");
    assertThat(unzip(packager().bundle(GENOMICS).zip()).keySet())
        .containsExactly("KEEP.md", "genomics_agent.py", "shared/drafts/b.py", "shared/tables.py");
  }

  @Test
  void a_missing_folder_is_told_with_the_one_that_may_be_meant() {
    assertThatThrownBy(() -> packager().fingerprint(Agents.python("drug", "a.b", "lamda")))
        .hasMessage(
            "lamda: there is no such folder; agent drug has its code there; did you mean lambda?"
                + " [BMK-302]");
  }

  @Test
  void a_folder_outside_of_the_blueprint_is_refused() {
    assertThatThrownBy(() -> packager().fingerprint(Agents.python("drug", "a.b", "../x")))
        .hasMessage(
            "../x: the code folder lies outside of the blueprint's folder; move it below, so that a"
                + " commit holds all that is deployed [BMK-303]");
  }

  @Test
  void a_handler_without_its_file_is_told() {
    assertThatThrownBy(
            () -> packager().fingerprint(Agents.python("drug", "drug_agent.handler", "lambda")))
        .hasMessage(
            "lambda: agent drug has the handler drug_agent.handler, but its package has no"
                + " drug_agent.py or drug_agent/__init__.py; name the file as the handler says, or"
                + " the handler as the file [BMK-302]");
    assertThatThrownBy(
            () -> packager().fingerprint(Agents.of("web", "index.main", "nodejs20.x", "lambda")))
        .hasMessageContaining("its package has no index.js or index.mjs or index.cjs;");
  }

  @Test
  void all_that_must_not_be_packaged_is_told_at_once() throws Exception {
    Path secret = Files.writeString(base.resolve("secret"), "x");
    Files.createSymbolicLink(code.resolve("a-link"), secret);
    Files.createSymbolicLink(code.resolve("b-link"), code.resolve("nowhere"));
    Files.createSymbolicLink(code.resolve("shared/up"), code);
    write("back\\slash.py", "x");
    write("bell\u0007.py", "x");
    new ProcessBuilder("mkfifo", code.resolve("pipe").toString()).start().waitFor();
    assertThatThrownBy(() -> packager().fingerprint(GENOMICS))
        .hasMessage(
            String.join(
                "\n",
                List.of(
                    "lambda/a-link: the link leaves the code folder;" + NEXT,
                    "lambda/b-link: the link leads nowhere or around in a circle;" + NEXT,
                    "lambda/back\\slash.py: its name holds a backslash, a control character or no"
                        + " UTF-8;"
                        + NEXT,
                    "lambda/bell?.py: its name holds a backslash, a control character or no UTF-8;"
                        + NEXT,
                    "lambda/pipe: it is neither a file nor a folder;" + NEXT,
                    "lambda/shared/up: the link leads back to a folder that it lies in;" + NEXT)));
  }

  private static final String NEXT = " remove it or name it in .biomerkinignore [BMK-303]";

  @Test
  void a_link_inside_of_the_folder_is_packaged_as_what_it_leads_to() throws IOException {
    Files.createSymbolicLink(code.resolve("copy"), code.resolve("shared"));
    Files.createSymbolicLink(code.resolve("alias.py"), Path.of("genomics_agent.py"));
    assertThat(unzip(packager().bundle(GENOMICS).zip()))
        .containsEntry("copy/tables.py", "CODONS = {}\n".repeat(100))
        .containsEntry("alias.py", "def handler(event, context): return {}\n");
  }

  @Test
  void a_package_too_large_for_lambda_is_refused_before_it_is_read() throws IOException {
    try (var file = new java.io.RandomAccessFile(code.resolve("model.bin").toFile(), "rw")) {
      file.setLength(300L << 20);
    }
    assertThatThrownBy(() -> packager().fingerprint(GENOMICS))
        .hasMessage(
            "lambda: the package would unzip to 300.0 MB, Lambda takes 250.0 MB; its largest files"
                + " are model.bin (300.0 MB), shared/tables.py (0.0 MB), genomics_agent.py (0.0"
                + " MB); name what the agent does not need in .biomerkinignore [BMK-304]");
  }
}

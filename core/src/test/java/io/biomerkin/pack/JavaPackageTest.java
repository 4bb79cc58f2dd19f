package io.biomerkin.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Agent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaPackageTest {

  private static final String CLASS = "org/lab/Genomics.class";

  @TempDir Path base;
  private Path code;

  @BeforeEach
  void a_folder_of_classes() throws IOException {
    code = Files.createDirectories(base.resolve("target/classes"));
  }

  @Test
  void a_class_of_the_package_is_a_handler_with_and_without_a_method() throws IOException {
    write(CLASS, compiledFor(17));
    write("org/lab/Genomics$Inner.class", compiledFor(17));

    assertThatCode(() -> check("org.lab.Genomics::analyse", "java17")).doesNotThrowAnyException();
    assertThatCode(() -> check("org.lab.Genomics", "java21")).doesNotThrowAnyException();
    assertThatCode(() -> check("org.lab.Genomics$Inner::x", "java17")).doesNotThrowAnyException();
  }

  @Test
  void a_class_in_a_jar_of_lib_is_a_handler() throws IOException {
    jar(code.resolve("lib/a.jar"), "org/lab/Other.class");
    jar(code.resolve("lib/genomics.jar"), CLASS);

    assertThatCode(() -> check("org.lab.Genomics::analyse", "java17")).doesNotThrowAnyException();
  }

  @Test
  void a_jar_as_code_is_packaged_where_lambda_looks_for_it() throws IOException {
    jar(base.resolve("target/genomics.jar"), CLASS);
    Agent agent =
        Agents.of("genomics", "org.lab.Genomics::analyse", "java17", "target/genomics.jar");

    Bundle bundle = new Packager(base, base.resolve("cache")).bundle(agent);

    assertThat(ZipNames.of(bundle.zip())).containsExactly("lib/genomics.jar");
  }

  @Test
  void a_jar_that_is_not_built_yet_is_told() {
    assertThatThrownBy(() -> check("org.lab.Genomics", "java17", "target/genomics.jar"))
        .hasMessage(
            "target/genomics.jar: there is no such file; agent genomics has its code there; build"
                + " it first [BMK-302]");
  }

  @Test
  void a_jar_is_no_code_of_another_language() throws IOException {
    jar(base.resolve("target/genomics.jar"), CLASS);

    assertThatThrownBy(() -> check("genomics.handler", "python3.12", "target/genomics.jar"))
        .hasMessageStartingWith("target/genomics.jar: there is no such file;");
  }

  @Test
  void a_class_that_is_nowhere_is_told() throws IOException {
    write("org/lab/Genomics.txt", compiledFor(17));

    assertThatThrownBy(() -> check("org.lab.Genomics::analyse", "java17"))
        .hasMessage(
            "target/classes: agent genomics has the handler org.lab.Genomics::analyse, but its"
                + " package has no org/lab/Genomics.class, nor a jar in lib/ that holds it; build it"
                + " first, or name the class as it is in the package [BMK-302]");
  }

  @Test
  void a_jar_beside_lib_is_told_as_the_likely_mistake() throws IOException {
    jar(code.resolve("genomics.jar"), CLASS);

    assertThatThrownBy(() -> check("org.lab.Genomics", "java17"))
        .hasMessageEndingWith(
            "; put genomics.jar into lib/, the one folder where Lambda looks for jars [BMK-302]");
  }

  @Test
  void sources_instead_of_classes_are_told_as_the_likely_mistake() throws IOException {
    write("org/lab/Genomics.java", "class Genomics {}".getBytes());

    assertThatThrownBy(() -> check("org.lab.Genomics", "java17"))
        .hasMessageEndingWith(
            "; name what the build makes of these sources as code, e.g. 'target/classes'"
                + " [BMK-302]");
  }

  @Test
  void a_class_that_its_runtime_cannot_load_is_refused() throws IOException {
    write(CLASS, compiledFor(21));

    assertThatThrownBy(() -> check("org.lab.Genomics::analyse", "java17"))
        .hasMessage(
            "target/classes/org/lab/Genomics.class: it is compiled for Java 21, but agent genomics"
                + " has the runtime java17; compile it for Java 17, or take a runtime that is new"
                + " enough [BMK-303]");
    assertThatThrownBy(() -> check("org.lab.Genomics::analyse", "java8.al2"))
        .hasMessageContaining("has the runtime java8.al2; compile it for Java 8,");
  }

  @Test
  void a_jar_that_is_none_is_told() throws IOException {
    write("lib/broken.jar", new byte[100]);

    assertThatThrownBy(() -> check("org.lab.Genomics", "java17"))
        .hasMessageContaining("broken.jar: the file cannot be read: ")
        .hasMessageEndingWith("[BMK-307]");
  }

  private void check(String handler, String runtime) {
    check(handler, runtime, "target/classes");
  }

  private void check(String handler, String runtime, String folder) {
    new Packager(base, base.resolve("cache"))
        .fingerprint(Agents.of("genomics", handler, runtime, folder));
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = code.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static void jar(Path jar, String entry) throws IOException {
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(compiledFor(17));
    }
  }

  /** The beginning of a class file. */
  private static byte[] compiledFor(int release) {
    return ByteBuffer.allocate(8).putInt(0xCAFEBABE).putInt(release + 44).array();
  }
}

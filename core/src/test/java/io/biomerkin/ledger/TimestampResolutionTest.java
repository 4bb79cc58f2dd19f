package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimestampResolutionTest {

  @TempDir Path temporary;

  /** A machine on which JGit has never run is a JVM of its own with an empty home. */
  @Test
  void the_first_use_on_a_machine_measures_no_file_system_and_writes_nothing_down()
      throws Exception {
    Path folder = temporary.resolve("repository");
    GitProgram.init(folder);
    Path home = Files.createDirectory(temporary.resolve("home"));
    ProcessBuilder jvm =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Duser.home=" + home,
            FirstUse.class.getName(),
            folder.toString());
    jvm.environment().put("HOME", home.toString());
    jvm.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
    Process process = jvm.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualTo(Duration.ofSeconds(2) + " 0");
    try (Stream<Path> written = Files.walk(home)) {
      assertThat(written.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /** Prints the resolution that JGit works with, and how many threads measure. */
  static final class FirstUse {

    private FirstUse() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
        ledger.current("biomerkin", "prod");
      }
      Duration resolution =
          FS.FileStoreAttributes.get(folder.resolve(".git")).getFsTimestampResolution();
      long measuring =
          Thread.getAllStackTraces().values().stream()
              .flatMap(Stream::of)
              .filter(frame -> frame.getMethodName().startsWith("measure"))
              .count();
      System.out.println(resolution + " " + measuring);
    }
  }
}

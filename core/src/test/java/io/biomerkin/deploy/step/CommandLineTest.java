package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  @Test
  void words_are_split_at_spaces_and_quotes_keep_one_together() {
    assertThat(CommandLine.parse("python3  -c 'print(1, 2)' \"a b\" --x='y z'").words())
        .isEqualTo(List.of("python3", "-c", "print(1, 2)", "a b", "--x=y z"));
  }

  @Test
  void a_shell_is_never_meant() {
    assertThat(CommandLine.parse("echo a; rm -rf $HOME").words())
        .isEqualTo(List.of("echo", "a;", "rm", "-rf", "$HOME"));
  }

  @Test
  void a_program_is_looked_for_on_the_path_or_from_the_folder(@TempDir Path folder)
      throws Exception {
    assertThat(CommandLine.parse("git --version").isInstalled(folder)).isTrue();
    assertThat(CommandLine.parse("no-such-program").isInstalled(folder)).isFalse();
    Path script = folder.resolve("run.sh");
    java.nio.file.Files.writeString(script, "#!/bin/sh\n");
    assertThat(CommandLine.parse("./run.sh").isInstalled(folder)).isFalse();
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(CommandLine.parse("./run.sh").isInstalled(folder)).isTrue();
  }
}

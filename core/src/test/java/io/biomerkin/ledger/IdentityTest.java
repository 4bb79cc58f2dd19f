package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  @TempDir Path temporary;
  private Path folder;
  private GitProgram git;

  @BeforeEach
  void a_repository() throws IOException {
    folder = temporary.resolve("repository");
    git = GitProgram.init(folder);
  }

  private String identity() {
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      return ledger.identity();
    }
  }

  @Test
  void the_committer_comes_before_the_user() {
    git.run("config", "committer.name", "Build");
    git.run("config", "committer.email", "build@example.org");
    assertThat(identity()).isEqualTo("Build <build@example.org>");
  }

  @Test
  void no_identity_is_told_with_the_commands_to_type() {
    git.run("config", "user.name", "");
    assertThatThrownBy(this::identity)
        .hasMessage(
            "Git does not know who is deploying; type git config --global user.name \"Your Name\""
                + " and git config --global user.email you@example.org [BMK-602]");
  }

  @Test
  void an_include_is_followed() throws IOException {
    Path other = temporary.resolve("work.config");
    Files.writeString(other, "[user]\n\tname = Ada at Work\n");
    git.run("config", "include.path", other.toString());
    assertThat(identity()).isEqualTo("Ada at Work <ada@example.org>");
  }

  @Test
  void a_conditional_include_is_followed() throws IOException {
    Path other = temporary.resolve("work.config");
    Files.writeString(other, "[user]\n\tname = Ada at Work\n");
    git.run("config", "includeIf.gitdir:" + temporary + "/.path", other.toString());
    assertThat(identity()).isEqualTo("Ada at Work <ada@example.org>");
  }
}

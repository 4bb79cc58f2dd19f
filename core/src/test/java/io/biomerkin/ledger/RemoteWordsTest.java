package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.jgit.lib.Config;
import org.junit.jupiter.api.Test;

/** What servers say that no test can ask. */
class RemoteWordsTest {

  @Test
  void the_cause_is_found_among_what_follows_it() {
    assertThat(
            new RemoteWords(
                    """
                    ssh: connect to host git.example.org port 22: Connection refused\r
                    fatal: Could not read from remote repository.

                    Please make sure you have the correct access rights
                    and the repository exists.
                    """)
                .cause())
        .isEqualTo("ssh: connect to host git.example.org port 22: Connection refused");
    assertThat(
            new RemoteWords(
                    """
                    git@git.example.org: Permission denied (publickey).
                    fatal: Could not read from remote repository.
                    """)
                .cause())
        .isEqualTo("git@git.example.org: Permission denied (publickey).");
    assertThat(
            new RemoteWords(
                    "fatal: could not read Username for 'https://example.org': terminal prompts"
                        + " disabled\n")
                .cause())
        .isEqualTo("could not read Username for 'https://example.org': terminal prompts disabled");
    assertThat(new RemoteWords("\n---\n").cause()).isEqualTo("git does not say why");
  }

  @Test
  void who_may_not_write_is_told_from_who_cannot_reach() {
    RemoteWords denied =
        new RemoteWords(
            """
            remote: Permission to lab/pipeline.git denied to ada.
            fatal: unable to access 'https://x:t@ken@example.org/a.git/': The requested URL returned error: 403
            """);
    assertThat(denied.tellRefusal()).isTrue();
    assertThat(denied.cause())
        .isEqualTo(
            "unable to access 'https://***@example.org/a.git/': The requested URL returned error:"
                + " 403");
    assertThat(denied.ofRemote()).contains("Permission to lab/pipeline.git denied to ada.");
    assertThat(new RemoteWords("ERROR: The key you are authenticating with is read only.").cause())
        .isEqualTo("The key you are authenticating with is read only.");
    assertThat(new RemoteWords("Permission denied (publickey).").tellRefusal()).isFalse();
  }

  @Test
  void a_rule_that_blocks_is_no_lock() {
    assertThat(new RemoteWords("! [remote rejected] (blocked by a rule)").tellLock()).isFalse();
    assertThat(new RemoteWords("! [remote rejected] (reference already exists)").tellLock())
        .isTrue();
  }

  @Test
  void ssh_asks_nobody_unless_the_user_chose_how_to_run_it() {
    Config config = new Config();
    assertThat(Git.quiet(Map.of(), config))
        .isEqualTo(
            Map.of(
                "GIT_TERMINAL_PROMPT",
                "0",
                "LC_ALL",
                "C",
                "GIT_SSH_COMMAND",
                "ssh -o BatchMode=yes"));
    assertThat(Git.quiet(Map.of("GIT_SSH_COMMAND", "mine"), config))
        .doesNotContainKey("GIT_SSH_COMMAND");
    assertThat(Git.quiet(Map.of("GIT_SSH", "mine"), config)).doesNotContainKey("GIT_SSH_COMMAND");
    config.setString("core", null, "sshCommand", "mine");
    assertThat(Git.quiet(Map.of(), config)).doesNotContainKey("GIT_SSH_COMMAND");
  }
}

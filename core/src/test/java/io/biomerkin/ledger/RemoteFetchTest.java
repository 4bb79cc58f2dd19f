package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFetchTest {

  private static final String TAG = "biomerkin/prod/20261006-143022";

  @TempDir Path temporary;
  private Shared shared;
  private GitProgram one;
  private GitProgram two;

  @BeforeEach
  void two_clones() throws IOException {
    shared = Shared.create(temporary);
    one = shared.clone("one");
    two = shared.clone("two");
  }

  private void share(String tag) {
    one.run("tag", "-f", "-a", "-m", "one", tag);
    one.run("push", "-q", "-f", "origin", "refs/tags/" + tag);
  }

  private static void fetch(GitProgram clone) {
    Shared.with(clone, "origin", remote -> remote.fetch("biomerkin"));
  }

  @Test
  void the_tags_of_an_application_are_fetched_and_nothing_else() throws IOException {
    share(TAG);
    share("other/prod/20261006-143022");
    one.commit("file.txt", "two\n");
    one.run("push", "-q", "origin", "main");
    String before = two.run("rev-parse", "origin/main");
    fetch(two);
    assertThat(two.run("tag")).isEqualTo(TAG);
    assertThat(two.run("rev-parse", "refs/tags/" + TAG))
        .isEqualTo(one.run("rev-parse", "refs/tags/" + TAG));
    assertThat(two.run("rev-parse", "origin/main")).isEqualTo(before);
  }

  @Test
  void a_remote_without_tags_is_fetched_from() {
    fetch(two);
    assertThat(two.run("tag")).isEmpty();
  }

  @Test
  void tags_that_the_remote_does_not_have_stay_though_git_is_configured_to_prune() {
    two.run("tag", "-a", "-m", "not pushed yet", TAG);
    two.run("config", "fetch.prune", "true");
    two.run("config", "fetch.pruneTags", "true");
    two.run("config", "remote.origin.prune", "true");
    fetch(two);
    assertThat(two.run("tag")).isEqualTo(TAG);
  }

  @Test
  void a_tag_that_is_another_one_there_stays_and_the_others_come() {
    share(TAG);
    share("biomerkin/prod/20261007-000000");
    two.run("tag", "-a", "-m", "two", TAG);
    String ours = two.run("rev-parse", "refs/tags/" + TAG);
    assertThatThrownBy(() -> fetch(two))
        .hasMessage(
            "origin: a tag is another one there than here: biomerkin/prod/20261006-143022; compare"
                + " git ls-remote origin refs/tags/biomerkin/prod/20261006-143022 with git"
                + " rev-parse biomerkin/prod/20261006-143022, and if the remote is right, type"
                + " git tag -d biomerkin/prod/20261006-143022 [BMK-609]");
    assertThat(two.run("rev-parse", "refs/tags/" + TAG)).isEqualTo(ours);
    assertThat(two.run("tag")).contains("biomerkin/prod/20261007-000000");
  }

  @Test
  void a_tag_stays_though_git_is_configured_to_overwrite_tags() {
    share(TAG);
    two.run("tag", "-a", "-m", "two", TAG);
    two.run("config", "--add", "remote.origin.fetch", "+refs/tags/*:refs/tags/*");
    two.run("config", "remote.origin.tagOpt", "--tags");
    String ours = two.run("rev-parse", "refs/tags/" + TAG);
    assertThatThrownBy(() -> fetch(two)).hasMessageContaining("[BMK-609]");
    assertThat(two.run("rev-parse", "refs/tags/" + TAG)).isEqualTo(ours);
  }

  @Test
  void many_clashes_are_told_together() {
    for (int day = 1; day <= 7; day++) {
      share("biomerkin/prod/2026100" + day + "-000000");
      two.run("tag", "-a", "-m", "two", "biomerkin/prod/2026100" + day + "-000000");
    }
    assertThatThrownBy(() -> fetch(two))
        .hasMessageStartingWith(
            "origin: tags are others there than here: biomerkin/prod/20261001-000000,"
                + " biomerkin/prod/20261002-000000, biomerkin/prod/20261003-000000,"
                + " biomerkin/prod/20261004-000000, biomerkin/prod/20261005-000000 and 2 more;"
                + " compare");
  }

  @Test
  void a_branch_is_fetched_to_where_the_remote_is_followed_only() throws IOException {
    String head = two.run("rev-parse", "HEAD");
    share(TAG);
    String commit = one.commit("file.txt", "two\n");
    one.run("push", "-q", "origin", "main");
    Shared.with(two, "origin", remote -> remote.fetchBranch("main"));
    assertThat(two.run("rev-parse", "refs/remotes/origin/main")).isEqualTo(commit);
    assertThat(two.run("rev-parse", "refs/heads/main")).isEqualTo(head);
    assertThat(two.run("tag")).isEmpty();
  }

  @Test
  void a_branch_that_is_not_there_is_told() {
    assertThatThrownBy(() -> Shared.with(two, "origin", remote -> remote.fetchBranch("release")))
        .hasMessage(
            "origin: nothing could be fetched from the Git remote: couldn't find remote ref"
                + " refs/heads/release; type git fetch origin to see more [BMK-606]");
  }

  @Test
  void a_shallow_clone_gets_tags_and_stays_shallow() throws IOException {
    share(TAG);
    one.commit("file.txt", "two\n");
    one.commit("file.txt", "three\n");
    one.run("push", "-q", "origin", "main");
    GitProgram shallow = shared.clone("shallow", "--depth", "1", "--no-tags");
    share("biomerkin/prod/20261007-000000");
    fetch(shallow);
    assertThat(shallow.run("tag")).contains(TAG, "biomerkin/prod/20261007-000000");
    assertThat(shallow.run("rev-parse", "--is-shallow-repository")).isEqualTo("true");
    assertThat(shallow.run("rev-list", "--count", "HEAD")).isEqualTo("1");
    assertThat(shallow.run("rev-parse", TAG + "^{commit}"))
        .isEqualTo(one.run("rev-parse", TAG + "^{commit}"));
  }

  @Test
  void a_linked_work_tree_fetches_for_all_of_them() {
    share(TAG);
    Path linked = temporary.resolve("linked");
    two.run("worktree", "add", "-q", "-b", "feature", linked.toString());
    fetch(new GitProgram(linked));
    assertThat(two.run("tag")).isEqualTo(TAG);
  }

  @Test
  void names_that_are_something_else_to_git_are_refused() {
    String next =
        ": Git takes no tag or branch of that name; name it with letters, digits and"
            + " hyphens [BMK-606]";
    for (String odd : new String[] {"a:refs/heads", "*", "a b", ""}) {
      assertThatThrownBy(() -> Shared.with(two, "origin", remote -> remote.fetch(odd)))
          .hasMessage((odd + next).replaceFirst("^: ", ""));
      assertThatThrownBy(() -> Shared.with(two, "origin", remote -> remote.fetchBranch(odd)))
          .hasMessage((odd + next).replaceFirst("^: ", ""));
    }
  }

  @Test
  void an_unreachable_path_is_told() {
    two.run("remote", "set-url", "origin", "/nowhere/at.git");
    assertThatThrownBy(() -> fetch(two))
        .hasMessage(
            "origin: the Git remote cannot be reached: '/nowhere/at.git' does not appear to be a"
                + " git repository; type git fetch origin to see more [BMK-607]");
  }

  @Test
  void a_remote_that_does_not_answer_is_told() throws IOException {
    Path slow = SigningProgram.script(temporary.resolve("slow"), "sleep 600");
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(
            () ->
                Shared.with(
                    two, "origin", slow.toString(), second, remote -> remote.fetch("biomerkin")))
        .hasMessage(
            "origin: the Git remote cannot be reached: no answer within 1 seconds; type git fetch"
                + " origin to see more [BMK-607]");
  }

  @Test
  void a_machine_without_git_is_told() {
    String none = temporary.resolve("git").toString();
    Duration minute = Duration.ofSeconds(60);
    assertThatThrownBy(
            () -> Shared.with(two, "origin", none, minute, remote -> remote.fetch("biomerkin")))
        .hasMessage(
            none
                + ": Git is not installed, and releases are shared through a Git remote with it;"
                + " install Git and put it on the PATH [BMK-301]");
  }

  @Test
  void a_git_that_would_overwrite_tags_is_refused() throws IOException {
    Path old = SigningProgram.script(temporary.resolve("old"), "echo git version 2.19.6.windows.1");
    Duration minute = Duration.ofSeconds(60);
    assertThatThrownBy(
            () ->
                Shared.with(
                    two, "origin", old.toString(), minute, remote -> remote.fetch("biomerkin")))
        .hasMessage(
            old
                + ": git version 2.19.6.windows.1 overwrites tags that it fetches; install Git 2.20"
                + " or newer [BMK-301]");
  }

  @Test
  void a_password_in_an_address_is_never_shown() {
    two.run("remote", "set-url", "origin", "https://ada:geh%40eim@127.0.0.1:1/a.git");
    assertThatThrownBy(() -> fetch(two))
        .hasMessageStartingWith("origin: the Git remote cannot be reached: unable to access 'https")
        .hasMessageContaining("127.0.0.1:1/a.git")
        .hasMessageNotContainingAny("ada", "eim");
  }

  @Test
  void a_remote_that_is_not_configured_is_told() {
    assertThatThrownBy(() -> Shared.with(two, "upstream", remote -> remote.fetch("biomerkin")))
        .hasMessage(
            "upstream: there is no Git remote of that name, only origin; type git remote add"
                + " upstream and its address [BMK-608]");
    two.run("remote", "remove", "origin");
    assertThatThrownBy(() -> fetch(two))
        .hasMessage(
            "origin: there is no Git remote of that name, nor any other; type git remote add"
                + " origin and its address [BMK-608]");
  }

  @Test
  void a_name_that_is_an_option_or_an_address_is_no_remote() throws IOException {
    Path proof = temporary.resolve("proof");
    String option = "--upload-pack=touch " + proof;
    two.run("config", "remote." + option + ".url", shared.bare().folder().toString());
    assertThatThrownBy(() -> Shared.with(two, option, remote -> remote.fetch("biomerkin")))
        .hasMessage(
            option
                + ": there is no Git remote of that name, only "
                + option
                + ", origin; name one that git remote lists [BMK-608]");
    assertThat(Files.exists(proof)).isFalse();
    String address = "https://ada:secret@example.org/a.git";
    assertThatThrownBy(() -> Shared.with(two, address, remote -> remote.fetch("biomerkin")))
        .hasMessageStartingWith("https://***@example.org/a.git: there is no Git remote");
  }
}

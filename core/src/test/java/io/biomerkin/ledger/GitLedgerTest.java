package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLedgerTest {

  private static final String FIRST = "20261006-143022";
  private static final String SECOND = "20261007-090000";

  @TempDir Path folder;
  private GitProgram git;
  private String commit;

  @BeforeEach
  void a_repository_with_one_commit() throws IOException {
    git = GitProgram.init(folder);
    commit = git.run("rev-parse", "HEAD");
  }

  private GitLedger ledger() {
    return GitLedger.open(folder, Markers.TAGS);
  }

  @Test
  void a_marked_release_is_read_back_as_it_was() {
    Release release =
        Releases.of(
            FIRST, commit, Optional.of(new ReleaseId("20261001-000000")), Optional.of("fire"));
    try (GitLedger ledger = ledger()) {
      ledger.mark(release);
      assertThat(ledger.releases("biomerkin", "prod")).containsExactly(release);
      assertThat(ledger.isMarked("biomerkin", "prod", release.id())).isTrue();
      assertThat(ledger.isMarked("biomerkin", "dev", release.id())).isFalse();
    }
  }

  @Test
  void git_shows_a_marker_as_an_annotated_tag_with_trailers() {
    Release release = Releases.of(FIRST, commit, Optional.empty(), Optional.of("all\nis lost"));
    try (GitLedger ledger = ledger()) {
      ledger.mark(release);
    }
    String name = "biomerkin/prod/" + FIRST;
    assertThat(git.run("cat-file", "-t", name)).isEqualTo("tag");
    assertThat(git.run("rev-parse", name + "^{commit}")).isEqualTo(commit);
    assertThat(git.run("for-each-ref", "--format=%(taggername) %(taggeremail) %(taggerdate:iso)"))
        .contains("Ada Lovelace <ada@example.org> 2026-10-06 14:35:00 +0000");
    String message = git.run("for-each-ref", "--format=%(contents)", "refs/tags/" + name);
    assertThat(message).startsWith("biomerkin 20261006-143022 deployed to prod\n\n");
    assertThat(GitProgram.run(folder, message, "interpret-trailers", "--parse"))
        .isEqualTo(
            """
            Release: 20261006-143022
            Environment: prod
            Template: sha256:%s
            Topology: sha256:%s
            Code: %s agents=genomics,proteomics
            Code: %s agents=orchestrator
            Verified: 7/7
            Checks: scan=skipped test=passed
            Emergency: all\\nis lost"""
                .formatted("c".repeat(64), "d".repeat(64), Releases.DIGEST_A, Releases.DIGEST_B));
  }

  @Test
  void the_current_release_is_the_last_one() {
    try (GitLedger ledger = ledger()) {
      ledger.mark(Releases.of(SECOND, commit));
      ledger.mark(Releases.of(FIRST, commit));
      assertThat(ledger.releases("biomerkin", "prod"))
          .extracting(release -> release.id().text())
          .containsExactly(FIRST, SECOND);
      assertThat(ledger.current("biomerkin", "prod")).contains(Releases.of(SECOND, commit));
      assertThat(ledger.current("biomerkin", "dev")).isEmpty();
    }
  }

  @Test
  void marking_the_same_release_again_changes_nothing() {
    try (GitLedger ledger = ledger()) {
      ledger.mark(Releases.of(FIRST, commit));
      String before = git.run("rev-parse", "biomerkin/prod/" + FIRST);
      ledger.mark(Releases.of(FIRST, commit));
      assertThat(git.run("rev-parse", "biomerkin/prod/" + FIRST)).isEqualTo(before);
    }
  }

  @Test
  void another_release_of_the_same_id_is_refused_and_the_tag_stays() throws IOException {
    String other = git.commit("file.txt", "two\n");
    try (GitLedger ledger = ledger()) {
      ledger.mark(Releases.of(FIRST, commit));
      assertThatThrownBy(() -> ledger.mark(Releases.of(FIRST, other)))
          .hasMessage(
              "biomerkin/prod/20261006-143022: there is a tag of that name already, and it tells of"
                  + " something else; look at it with git show, remove it with git tag -d"
                  + " biomerkin/prod/20261006-143022, then run the same command again [BMK-606]");
      assertThat(ledger.releases("biomerkin", "prod")).containsExactly(Releases.of(FIRST, commit));
    }
  }

  @Test
  void a_try_out_tells_how_its_own_tag_is_removed() throws IOException {
    String other = git.commit("file.txt", "two\n");
    try (GitLedger local = GitLedger.open(folder, Markers.LOCAL)) {
      local.mark(Releases.of(FIRST, commit));
      assertThatThrownBy(() -> local.mark(Releases.of(FIRST, other)))
          .hasMessageContaining(
              "remove it with git update-ref -d refs/biomerkin/local/biomerkin/prod/" + FIRST);
    }
  }

  @Test
  void a_try_out_is_kept_apart_from_the_real_thing() {
    try (GitLedger ledger = ledger();
        GitLedger local = GitLedger.open(folder, Markers.LOCAL)) {
      local.mark(Releases.of(FIRST, commit));
      assertThat(ledger.releases("biomerkin", "prod")).isEmpty();
      assertThat(git.run("tag")).isEmpty();
      assertThat(local.releases("biomerkin", "prod")).containsExactly(Releases.of(FIRST, commit));
      String copy = "refs/tags/biomerkin/prod/" + FIRST;
      git.run("update-ref", copy, "refs/biomerkin/local/biomerkin/prod/" + FIRST);
      assertThat(ledger.releases("biomerkin", "prod")).isEmpty();
    }
  }

  @Test
  void tags_of_others_below_the_prefix_are_left_out() {
    git.run("tag", "biomerkin/prod/" + FIRST);
    git.run("tag", "-a", "-m", "no release", "biomerkin/prod/" + SECOND);
    git.run("tag", "-a", "-m", "no id", "biomerkin/prod/latest");
    try (GitLedger ledger = ledger()) {
      ledger.mark(Releases.of("20261008-000000", commit));
      assertThat(ledger.releases("biomerkin", "prod"))
          .containsExactly(Releases.of("20261008-000000", commit));
      assertThat(ledger.isMarked("biomerkin", "prod", new ReleaseId(FIRST))).isFalse();
    }
  }

  @Test
  void a_tag_object_copied_to_another_environment_does_not_count_there() {
    try (GitLedger ledger = ledger()) {
      ledger.mark(Releases.of(FIRST, commit));
      git.run("update-ref", "refs/tags/biomerkin/dev/" + FIRST, "biomerkin/prod/" + FIRST);
      assertThat(ledger.releases("biomerkin", "dev")).isEmpty();
    }
  }

  @Test
  void head_tells_commit_and_branch() {
    try (GitLedger ledger = ledger()) {
      assertThat(ledger.head()).isEqualTo(new Head(commit, "main"));
      git.run("checkout", "-q", "--detach");
      assertThat(ledger.head()).isEqualTo(new Head(commit, ""));
    }
  }

  @Test
  void dirty_paths_are_those_that_git_status_tells() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "ignored\n");
    git.commit("gone.txt", "x");
    Files.delete(folder.resolve("gone.txt"));
    Files.writeString(folder.resolve("file.txt"), "changed\n");
    Files.writeString(folder.resolve("new.txt"), "new\n");
    Files.writeString(folder.resolve("ignored"), "x\n");
    Files.createDirectories(folder.resolve("app/.biomerkin"));
    Files.writeString(folder.resolve("app/.biomerkin/state"), "x\n");
    try (GitLedger ledger = ledger()) {
      assertThat(ledger.dirtyPaths(10)).containsExactly("file.txt", "gone.txt", "new.txt");
      assertThat(ledger.dirtyPaths(1)).containsExactly("file.txt");
    }
  }

  @Test
  void identity_is_what_git_is_configured_with() {
    try (GitLedger ledger = ledger()) {
      assertThat(ledger.identity()).isEqualTo("Ada Lovelace <ada@example.org>");
    }
  }
}

package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts that a repository can have. */
class LayoutTest {

  private static final String ID = "20261006-143022";

  @TempDir Path folder;

  private static void assertMarksAndReads(Path place, GitProgram git) {
    Release release = Releases.of(ID, git.run("rev-parse", "HEAD"));
    try (GitLedger ledger = GitLedger.open(place, Markers.TAGS)) {
      assertThat(ledger.head().commit()).isEqualTo(release.commit());
      assertThat(ledger.dirtyPaths(10)).isEmpty();
      ledger.mark(release);
      assertThat(ledger.releases("biomerkin", "prod")).containsExactly(release);
    }
    assertThat(git.run("tag", "--list", "biomerkin/*")).isEqualTo("biomerkin/prod/" + ID);
  }

  @Test
  void a_folder_below_the_top() throws IOException {
    GitProgram git = GitProgram.init(folder);
    assertMarksAndReads(Files.createDirectories(folder.resolve("examples/biomerkin")), git);
  }

  @Test
  void a_linked_work_tree_shares_the_tags_and_has_its_own_head() throws IOException {
    GitProgram git = GitProgram.init(folder.resolve("main"));
    Path linked = folder.resolve("linked");
    git.run("worktree", "add", "-q", "-b", "feature", linked.toString());
    GitProgram there = new GitProgram(linked);
    there.commit("new.txt", "new\n");
    assertMarksAndReads(linked, there);
    assertThat(git.run("tag")).isEqualTo("biomerkin/prod/" + ID);
    try (GitLedger ledger = GitLedger.open(linked, Markers.TAGS)) {
      assertThat(ledger.head().branch()).isEqualTo("feature");
      assertThat(ledger.identity()).isEqualTo("Ada Lovelace <ada@example.org>");
    }
  }

  @Test
  void a_shallow_clone() throws IOException {
    GitProgram origin = GitProgram.init(folder.resolve("origin"));
    origin.commit("file.txt", "two\n");
    String address = folder.resolve("origin").toUri().toString();
    origin.run("clone", "-q", "--depth", "1", address, folder.resolve("clone").toString());
    GitProgram clone = new GitProgram(folder.resolve("clone"));
    assertThat(clone.run("rev-list", "--count", "HEAD")).isEqualTo("1");
    assertMarksAndReads(clone.folder(), clone);
  }

  @Test
  void packed_tags_and_objects() throws IOException {
    GitProgram git = GitProgram.init(folder);
    assertMarksAndReads(folder, git);
    git.run("gc", "-q");
    assertThat(folder.resolve(".git/refs/tags/biomerkin/prod/" + ID)).doesNotExist();
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      Release release = Releases.of(ID, git.run("rev-parse", "HEAD"));
      assertThat(ledger.releases("biomerkin", "prod")).containsExactly(release);
      ledger.mark(release);
      assertThat(ledger.isMarked("biomerkin", "prod", release.id())).isTrue();
    }
  }

  @Test
  void a_submodule() throws IOException {
    GitProgram inner = GitProgram.init(folder.resolve("inner"));
    GitProgram outer = GitProgram.init(folder.resolve("outer"));
    String address = inner.folder().toUri().toString();
    outer.run("-c", "protocol.file.allow=always", "submodule", "add", "-q", address, "part");
    GitProgram part = new GitProgram(folder.resolve("outer/part"));
    assertMarksAndReads(part.folder(), part);
    assertThat(outer.run("tag")).isEmpty();
    outer.run("commit", "-q", "-m", "take part");
    try (GitLedger ledger = GitLedger.open(outer.folder(), Markers.TAGS)) {
      assertThat(ledger.dirtyPaths(10)).isEmpty();
    }
  }

  @Test
  void ten_thousand_releases() throws IOException {
    GitProgram git = GitProgram.init(folder);
    String commit = git.run("rev-parse", "HEAD");
    StringBuilder stream = new StringBuilder();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 10_000; i++) {
      Release release = Releases.of(ReleaseId.at(start.plusSeconds(60L * i)).text(), commit);
      String message = ReleaseMessage.format(release, Markers.TAGS);
      stream
          .append("tag biomerkin/prod/" + release.id() + "\nfrom " + commit)
          .append("\ntagger Ada Lovelace <ada@example.org> 1791297300 +0000\n")
          .append("data " + message.length() + "\n" + message + "\n");
    }
    GitProgram.run(folder, stream.toString(), "fast-import", "--quiet");
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      Release last = Releases.of(ReleaseId.at(start.plusSeconds(60L * 9_999)).text(), commit);
      assertThat(ledger.current("biomerkin", "prod")).contains(last);
      assertThat(ledger.releases("biomerkin", "prod")).hasSize(10_000).endsWith(last);
    }
  }

  @Test
  void no_repository_is_told_with_what_to_type() {
    assertThatThrownBy(() -> GitLedger.open(folder, Markers.TAGS))
        .hasMessage(
            folder
                + ": there is no Git repository around this folder; releases are kept as Git tags;"
                + " type git init, then git add . and git commit [BMK-601]");
  }

  @Test
  void a_bare_repository_is_refused() {
    GitProgram.run(folder, "", "init", "-q", "--bare");
    assertThatThrownBy(() -> GitLedger.open(folder, Markers.TAGS))
        .hasMessage(
            folder
                + ": the Git repository is bare, there is no work tree to deploy from; clone it and"
                + " run the command in the clone [BMK-601]");
  }

  @Test
  void a_repository_without_a_commit_is_told() {
    GitProgram.run(folder, "", "init", "-q");
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      assertThatThrownBy(ledger::head)
          .hasMessage(
              folder
                  + ": the Git repository has no commit yet; a release is a tag of one; type git"
                  + " add . and git commit [BMK-604]");
      assertThat(ledger.releases("biomerkin", "prod")).isEmpty();
    }
  }

  @Test
  void a_repository_of_sha_256_objects_is_refused() {
    GitProgram.run(folder, "", "init", "-q", "--object-format=sha256");
    assertThatThrownBy(() -> GitLedger.open(folder, Markers.TAGS))
        .hasMessage(
            folder
                + ": the Git repository names its objects by sha256, only sha1 can be read; use a"
                + " repository made by git init --object-format=sha1 [BMK-606]");
  }

  @Test
  void a_damaged_repository_is_told() throws IOException {
    GitProgram.init(folder);
    Files.writeString(folder.resolve(".git/config"), "[core\n");
    assertThatThrownBy(() -> GitLedger.open(folder, Markers.TAGS))
        .hasMessageStartingWith(folder + ": the Git repository cannot be opened: ")
        .hasMessageEndingWith("; see what git fsck says about it [BMK-606]");
  }
}

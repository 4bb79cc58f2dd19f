package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can come in the way of a tag. */
class MarkingTest {

  private static final String ID = "20261006-143022";

  @TempDir Path temporary;
  private Path folder;
  private GitProgram git;
  private String commit;

  @BeforeEach
  void a_repository_with_one_commit() throws IOException {
    folder = temporary.resolve("repository");
    git = GitProgram.init(folder);
    commit = git.run("rev-parse", "HEAD");
  }

  private void mark(Release release) {
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      ledger.mark(release);
    }
  }

  @Test
  void of_two_markers_of_one_id_at_once_one_wins_and_the_other_is_told() throws Exception {
    String other = git.commit("file.txt", "two\n");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 10; round++) {
        String id = ReleaseId.at(new ReleaseId(ID).instant().plusSeconds(round)).text();
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Release>> marks = new ArrayList<>();
        for (String target : List.of(commit, other)) {
          Callable<Release> mark =
              () -> {
                Release release = Releases.of(id, target);
                start.await();
                mark(release);
                return release;
              };
          marks.add(threads.submit(mark));
        }
        Release winner = onlyWinner(marks);
        try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
          assertThat(ledger.find("biomerkin", "prod", new ReleaseId(id))).contains(winner);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Release onlyWinner(List<Future<Release>> marks) throws InterruptedException {
    List<Release> winners = new ArrayList<>();
    for (Future<Release> mark : marks) {
      try {
        winners.add(mark.get());
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining(ID.substring(0, 8));
      }
    }
    assertThat(winners).hasSize(1);
    return winners.get(0);
  }

  @Test
  void a_tag_of_the_name_of_a_folder_of_ours_is_told() {
    git.run("tag", "biomerkin");
    assertThatThrownBy(() -> mark(Releases.of(ID, commit)))
        .hasMessage(
            "biomerkin/prod/20261006-143022: the tag cannot be made beside refs/tags/biomerkin;"
                + " rename that one, then run the same command again [BMK-606]");
  }

  @Test
  void a_lightweight_tag_of_the_same_name_stays_and_is_told() {
    git.run("tag", "biomerkin/prod/" + ID);
    assertThatThrownBy(() -> mark(Releases.of(ID, commit)))
        .hasMessageContaining("there is a tag of that name already");
    assertThat(git.run("cat-file", "-t", "biomerkin/prod/" + ID)).isEqualTo("commit");
  }

  @Test
  void a_lock_left_behind_is_told() throws IOException {
    Path lock = folder.resolve(".git/refs/tags/biomerkin/prod/" + ID + ".lock");
    Files.createDirectories(lock.getParent());
    Files.createFile(lock);
    assertThatThrownBy(() -> mark(Releases.of(ID, commit)))
        .hasMessage(
            "biomerkin/prod/20261006-143022: the tag is locked by another Git process; run the same"
                + " command again, and remove refs/tags/biomerkin/prod/20261006-143022.lock in"
                + " Git's folder if nothing else runs [BMK-606]");
  }

  @Test
  void a_commit_that_is_not_there_is_told() {
    assertThatThrownBy(() -> mark(Releases.of(ID, "1".repeat(40))))
        .hasMessage(
            "biomerkin/prod/20261006-143022: the repository has no commit "
                + "1".repeat(40)
                + "; fetch it, then run the same command again [BMK-606]");
    assertThat(git.run("tag")).isEmpty();
  }

  @Test
  void a_name_that_git_does_not_take_is_told() {
    Release release = Releases.of(ID, commit);
    Release odd =
        new Release(
            release.id(),
            "bio merkin",
            "prod",
            commit,
            release.by(),
            release.at(),
            release.template(),
            release.topology(),
            release.code(),
            release.verification(),
            release.checks(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> mark(odd))
        .hasMessage(
            "bio merkin/prod/20261006-143022: Git takes no tag of that name; name application and"
                + " environment with letters, digits and hyphens [BMK-606]");
  }

  @Test
  void tags_are_signed_where_git_is_configured_so() throws IOException {
    Path key = temporary.resolve("key");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    Path signers = temporary.resolve("signers");
    Files.writeString(signers, "ada@example.org " + Files.readString(temporary.resolve("key.pub")));
    git.run("config", "gpg.format", "ssh");
    git.run("config", "user.signingKey", key.toString());
    git.run("config", "gpg.ssh.allowedSignersFile", signers.toString());
    git.run("config", "tag.gpgSign", "true");
    Release release = Releases.of(ID, commit);
    mark(release);
    assertThat(git.run("tag", "--verify", "biomerkin/prod/" + ID))
        .contains("Good \"git\" signature for ada@example.org");
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      assertThat(ledger.releases("biomerkin", "prod")).containsExactly(release);
    }
    assertThatCode(() -> mark(release)).doesNotThrowAnyException();
  }

  @Test
  void a_tag_that_cannot_be_signed_is_not_made() {
    git.run("config", "gpg.program", "/bin/false");
    git.run("config", "tag.gpgSign", "true");
    assertThatThrownBy(() -> mark(Releases.of(ID, commit)))
        .hasMessage(
            "biomerkin/prod/20261006-143022: Git is configured to sign tags, and the tag of the"
                + " release cannot be signed: /bin/false: failed; try git tag -s, or type git"
                + " config tag.gpgSign false [BMK-606]");
    assertThat(git.run("tag")).isEmpty();
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.ledger.Believed.Doubt;
import io.biomerkin.ledger.Decision.Kind;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals, rejections, and the markers that are not to be believed. */
class DecisionTest {

  private static final ReleaseId ID = new ReleaseId("20261006-143022");
  private static final String FOLDER = "biomerkin/prod/approve/" + ID + "/";

  @TempDir Path folder;
  private GitProgram git;
  private String commit;
  private GitLedger ledger;

  @BeforeEach
  void a_repository_with_one_commit() throws IOException {
    git = GitProgram.init(folder);
    commit = git.run("rev-parse", "HEAD");
    ledger = GitLedger.open(folder, Markers.TAGS);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Decision decision(Kind kind, Optional<String> message) {
    return new Decision(
        kind,
        "biomerkin",
        "prod",
        new Release.Origin("staging", ID),
        commit,
        "Ada Lovelace <ada@example.org>",
        Instant.parse("2026-10-07T08:15:30Z"),
        message);
  }

  private List<Doubt> doubts() {
    return ledger.approvals("biomerkin", "prod", ID).stream()
        .flatMap(approval -> approval.doubt().stream())
        .toList();
  }

  @Test
  void an_approval_is_an_annotated_tag_that_git_shows() {
    Decision decision = decision(Kind.APPROVE, Optional.of("looked at\nthe metrics"));
    assertThat(ledger.decide(decision)).isEqualTo(FOLDER + "by-ada-20261007-081530");
    assertThat(git.run("for-each-ref", "--format=%(contents)"))
        .contains(
            """
            biomerkin 20261006-143022 approved for prod

            Release: 20261006-143022
            From: staging
            Environment: prod
            Message: looked at\\nthe metrics""");
    assertThat(ledger.approvals("biomerkin", "prod", ID))
        .containsExactly(Believed.of(new Approval(FOLDER + "by-ada-20261007-081530", decision)));
    assertThat(ledger.approvals("biomerkin", "staging", ID)).isEmpty();
    assertThat(ledger.releases("biomerkin", "prod")).isEmpty();
  }

  @Test
  void the_same_decision_twice_is_told() {
    ledger.decide(decision(Kind.REJECT, Optional.empty()));
    assertThatThrownBy(() -> ledger.decide(decision(Kind.REJECT, Optional.empty())))
        .hasMessage(
            "biomerkin/prod/reject/20261006-143022: there is a tag of that name already; look at it"
                + " with git show; a decision that stands needs no second one [BMK-606]");
  }

  @Test
  void any_tag_rejects_but_only_a_whole_one_tells_who() {
    ReleaseId other = new ReleaseId("20261007-090000");
    git.run("tag", "biomerkin/prod/reject/" + other);
    ledger.decide(decision(Kind.REJECT, Optional.of("leaks")));
    assertThat(ledger.rejected("biomerkin", "prod")).containsExactly(ID, other);
    assertThat(ledger.rejection("biomerkin", "prod", ID).flatMap(Decision::message))
        .contains("leaks");
    assertThat(ledger.rejection("biomerkin", "prod", other)).isEmpty();
  }

  @Test
  void a_try_out_is_approved_apart() {
    try (GitLedger local = ledger.view(Markers.LOCAL)) {
      local.decide(decision(Kind.APPROVE, Optional.empty()));
      assertThat(local.approvals("biomerkin", "prod", ID)).hasSize(1);
    }
    assertThat(ledger.approvals("biomerkin", "prod", ID)).isEmpty();
    git.run(
        "update-ref",
        "refs/tags/" + FOLDER + "x",
        "refs/biomerkin/local/" + FOLDER + "by-ada-20261007-081530");
    assertThat(doubts()).containsExactly(new Doubt(FOLDER + "x", "it tells of a try-out"));
  }

  @Test
  void forged_approvals_are_doubted_each_for_its_reason() throws IOException {
    String good = "x\n\nRelease: " + ID + "\nFrom: staging\nEnvironment: prod";
    git.run("tag", FOLDER + "a-lightweight");
    git.run("tag", "-a", "-m", good, FOLDER + "b-blob", git.run("rev-parse", "HEAD:file.txt"));
    git.run("tag", "-a", "-m", "fine", FOLDER + "c-without");
    git.run("tag", "-a", "-m", good + "\nRelease: " + ID, FOLDER + "d-twice");
    git.run("tag", "-a", "-m", good.replace("143022", "143023"), FOLDER + "e-another");
    git.run("tag", "-a", "-m", good.replace(": prod", ": dev"), FOLDER + "f-elsewhere");
    git.run("tag", "-a", "-m", good.replace("143022", "99"), FOLDER + "g-no-id");
    git.run("tag", "-a", "-m", good, FOLDER + "z-good");
    assertThat(doubts())
        .containsExactly(
            new Doubt(FOLDER + "a-lightweight", "it is not annotated"),
            new Doubt(FOLDER + "b-blob", "it does not point to a commit"),
            new Doubt(FOLDER + "c-without", "it has no trailer Environment"),
            new Doubt(FOLDER + "d-twice", "its trailer Release stands twice"),
            new Doubt(
                FOLDER + "e-another", "its trailers tell of release 20261006-143023 for prod"),
            new Doubt(FOLDER + "f-elsewhere", "its trailers tell of release " + ID + " for dev"),
            new Doubt(FOLDER + "g-no-id", "not a release id (yyyyMMdd-HHmmss): 20261006-99"));
  }

  @Test
  void a_forged_release_is_doubted_for_its_reason() {
    Release release = Releases.of(ID.text(), commit);
    String name = "biomerkin/prod/" + ID;
    assertThat(ledger.examine("biomerkin", "prod", ID)).isEmpty();
    String message = ReleaseMessage.format(release, Markers.TAGS);
    assertThat(forged(name, message)).isEqualTo("");
    assertThat(forged(name, message.replace(": prod", ": dev")))
        .isEqualTo("its trailers tell of release 20261006-143022 in dev");
    assertThat(forged(name, message + "Verified: 7/7\n"))
        .isEqualTo("its trailer Verified stands twice");
    assertThat(forged(name, message.replace("7/7", "all")))
        .isEqualTo("its trailer Verified is damaged");
    assertThat(forged(name, message + "Code: sha256:0 agents=genomics\n"))
        .isEqualTo("its trailers give agent genomics two packages");
    assertThat(forged(name, message + "Promoted-From: staging\n"))
        .isEqualTo("its trailer Promoted-From is damaged");
    assertThat(forged(name, "hello")).isEqualTo("it has no trailer Release");
    git.run("tag", "-d", name);
    git.run("tag", name);
    assertThat(ledger.examine("biomerkin", "prod", ID).orElseThrow().doubt())
        .contains(new Doubt(name, "it is not annotated"));
  }

  private String forged(String name, String message) {
    git.run("tag", "-a", "-f", "-m", message, name);
    return ledger.examine("biomerkin", "prod", ID).orElseThrow().doubt().map(Doubt::why).orElse("");
  }
}

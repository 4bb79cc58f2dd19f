package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Checklist.State;
import io.biomerkin.model.Expression;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Branch;
import io.biomerkin.model.PromotionRule.Condition;
import io.biomerkin.model.PromotionRule.SignedCommit;
import io.biomerkin.model.PromotionRule.Verified;
import io.biomerkin.model.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule, and which blueprint's rules hold. */
class RulesThatHoldTest {

  @TempDir Path folder;
  private Stages stages;

  @BeforeEach
  void a_project() {
    stages = Stages.in(folder.resolve("project"));
  }

  private Release inStaging(PromotionRule.Requirement... toProd) {
    stages.toProd = List.of(toProd);
    stages.declare();
    stages.deploy("dev");
    return stages.promote("staging");
  }

  private Checklist checklist() {
    try (Biomerkin biomerkin = stages.project.open()) {
      return biomerkin.checklist(PromoteRequest.to("prod"));
    }
  }

  private void held(String evidence) {
    Checklist checklist = checklist();
    assertThat(checklist.passes()).isFalse();
    assertThat(checklist.items())
        .filteredOn(item -> item.state() == State.NOT_MET)
        .extracting(Checklist.Item::evidence)
        .containsExactly(evidence);
  }

  @Test
  void a_release_cannot_loosen_its_own_rules() {
    Release staging = inStaging(new Verified());
    Blueprint strict = stages.project.blueprint();
    stages.toProd = List.of(new Verified(), new Approvals(1, false, false, Optional.empty()));
    stages.declare();
    Blueprint committed = stages.project.blueprint();
    stages.toProd = List.of(new Verified());
    stages.declare();
    stages.project.rules = Optional.of(() -> committed);

    assertThat(stages.project.blueprint()).isEqualTo(strict);
    held("the release has 0 of 1 approval");
    assertThat(checklist().notes())
        .containsExactly(
            "the blueprint of the release has other rules for prod than the commit that is checked"
                + " out: the latter hold");
    assertThatThrownBy(() -> stages.deploy("prod"))
        .hasMessageStartingWith("prod: the release has 0 of 1 approval");
    stages.as("Bob").approve("prod", staging);
    assertThat(stages.as("Ada").promote("prod").code()).isEqualTo(staging.code());
  }

  @Test
  void a_dry_run_changes_nothing_and_shows_the_evidence() {
    Release staging = inStaging(new Verified());
    String before = stages.project.git("for-each-ref");
    Checklist checklist = checklist();
    assertThat(checklist.passes()).isTrue();
    assertThat(checklist.candidate().map(Object::toString)).contains("staging/" + staging.id());
    assertThat(checklist.items())
        .extracting(Checklist.Item::rule, Checklist.Item::evidence)
        .contains(
            org.assertj.core.api.Assertions.tuple(
                "verified in staging",
                staging.verification()
                    + " checks, "
                    + staging.at()
                    + ", tag calc/staging/"
                    + staging.id()));
    assertThat(stages.project.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void an_unverified_release_stays() {
    stages.toProd = List.of(new Verified());
    stages.declare();
    stages.deploy("dev");
    Release unverified =
        stages
            .promote(
                new PromoteRequest(
                    "staging", Optional.empty(), true, Optional.empty(), java.util.Set.of()))
            .release();
    held("release " + unverified.id() + " was never verified in staging");
  }

  @Test
  void the_commit_must_be_on_the_branch() {
    stages.project.git("checkout", "-q", "-b", "topic");
    stages.edit(2);
    Release staging = inStaging(new Branch("main"));
    held("branch main does not have commit " + staging.commit().substring(0, 7));
    stages.project.git("checkout", "-q", "main");
    stages.project.git("merge", "-q", "topic");
    assertThat(checklist().passes()).isTrue();
    stages.toProd = List.of(new Branch("release"));
    stages.declare();
    held(
        "this clone cannot tell whether branch release has commit "
            + staging.commit().substring(0, 7)
            + ": it lacks the branch, or older commits");
  }

  @Test
  void a_condition_must_hold() {
    inStaging(
        new Condition(
            "scanned",
            new Expression.Operation(
                Expression.Operator.EQUAL,
                new Expression.Property(List.of("checks", "scan")),
                new Expression.Literal("passed"))));
    held("'scanned' does not hold: release.checks.scan is not there");
  }

  @Test
  void signatures_count_only_of_those_who_are_allowed() throws IOException {
    Path allowed = folder.resolve("allowed");
    key("ada");
    key("bob");
    Files.writeString(allowed, "ada@example.org " + Files.readString(folder.resolve("ada.pub")));
    stages.project.git("config", "gpg.format", "ssh");
    stages.project.git("config", "gpg.ssh.allowedSignersFile", allowed.toString());
    Release staging =
        inStaging(new SignedCommit(), new Approvals(1, true, false, Optional.empty()));
    List<String> unmet =
        checklist().items().stream()
            .filter(item -> item.state() == State.NOT_MET)
            .map(Checklist.Item::evidence)
            .toList();
    assertThat(unmet)
        .containsExactly(
            "commit " + staging.commit().substring(0, 7) + ": not signed",
            "the release has 0 of 1 approval");

    stages.as("Bob");
    assertThatThrownBy(() -> stages.approve("prod", staging))
        .hasMessage(
            "prod: the environment takes signed approvals only, and Git is not configured to sign"
                + " tags; type git config tag.gpgSign true, and say with git config user.signingKey"
                + " which key [BMK-414]");
    signing("bob");
    stages.approve("prod", staging);
    stages.as("Ada");
    assertThat(checklist().items().get(3).evidence())
        .isEqualTo(
            "the release has 0 of 1 approval; not counted: bob@example.org: signed by a key that"
                + " gpg.ssh.allowedSignersFile does not list");
    Files.writeString(allowed, "bob@example.org " + Files.readString(folder.resolve("bob.pub")));
    assertThat(checklist().items().get(3).state()).isEqualTo(State.MET);

    signing("bob");
    stages.project.git("config", "commit.gpgSign", "true");
    stages.edit(3);
    stages.deploy("dev");
    stages.promote("staging");
    assertThat(checklist().items().get(2).evidence()).contains("is signed by bob@example.org");
  }

  private void signing(String name) {
    stages.project.git("config", "user.signingKey", folder.resolve(name).toString());
    stages.project.git("config", "tag.gpgSign", "true");
  }

  private void key(String name) throws IOException {
    try {
      int exit =
          new ProcessBuilder(
                  "ssh-keygen",
                  "-q",
                  "-t",
                  "ed25519",
                  "-N",
                  "",
                  "-f",
                  folder.resolve(name).toString())
              .start()
              .waitFor();
      assertThat(exit).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_approval_expires_and_an_author_is_not_independent() {
    Release staging = inStaging(new Approvals(1, false, true, Optional.of(Duration.ofDays(1))));
    stages.as("Bob").approve("prod", staging);
    stages.as("Cleo").pass(Duration.ofDays(2));
    assertThat(checklist().items().get(2).evidence())
        .startsWith(
            "the release has 0 of 1 approval; not counted: bob@example.org: it expired at ");
    assertThat(stages.as("Bob").approve("prod", staging).made()).isTrue();
    assertThat(stages.as("Cleo").project.tags()).hasSize(4);
    assertThat(checklist().passes()).isTrue();

    stages.as("Cleo").edit(2);
    stages.as("Ada").deploy("dev");
    Release second = stages.promote("staging");
    stages.as("Cleo");
    assertThatThrownBy(() -> stages.approve("prod", second))
        .hasMessageStartingWith(
            "prod: cleo@example.org cannot approve release "
                + second.id()
                + ": the author of its commit does not approve it");
  }

  @Test
  void whoever_pressed_the_button_of_a_pipeline_does_not_approve() {
    Map<String, String> pipeline =
        Map.of("GITLAB_CI", "true", "GITLAB_USER_EMAIL", "bob@example.org");
    Release staging =
        in(pipeline, () -> inStaging(new Approvals(1, false, false, Optional.empty())));

    assertThat(staging.triggeredBy()).contains("gitlab:bob@example.org");
    assertThat(stages.project.git("tag", "-l", "--format=%(contents)", "calc/staging/*"))
        .contains("Triggered-By: gitlab:bob@example.org");
    assertThatThrownBy(() -> stages.as("Bob").approve("prod", staging))
        .hasMessageStartingWith(
            "prod: bob@example.org cannot approve release "
                + staging.id()
                + ": whoever deployed the release to staging does not approve it");

    assertThat(stages.as("Cleo").approve("prod", staging).made()).isTrue();
    stages.as("Bot");
    assertThat(checklist().passes()).isTrue();
    Map<String, String> cleo = Map.of("GITLAB_CI", "true", "GITLAB_USER_EMAIL", "Cleo@Example.org");
    assertThat(in(cleo, this::checklist).items().get(2).evidence())
        .isEqualTo(
            "the release has 0 of 1 approval; not counted: cleo@example.org: whoever starts the"
                + " pipeline does not approve the release");
  }

  @Test
  void what_github_does_not_tell_is_said() {
    inStaging(new Verified());
    Map<String, String> pipeline = Map.of("GITHUB_ACTIONS", "true", "GITHUB_ACTOR", "octocat");
    assertThat(in(pipeline, this::checklist).notes())
        .contains(
            "github:octocat started the pipeline that lets it through: which address that is cannot"
                + " be known, unless it is one of GitHub's own");
  }

  /** With environment variables of a pipeline. */
  private static <T> T in(Map<String, String> variables, Supplier<T> work) {
    SystemReader real = SystemReader.getInstance();
    SystemReader.setInstance(
        new SystemReader.Delegate(real) {
          @Override
          public String getenv(String variable) {
            return variables.getOrDefault(variable, super.getenv(variable));
          }
        });
    try {
      return work.get();
    } finally {
      SystemReader.setInstance(real);
    }
  }

  @Test
  void forged_approvals_are_told_and_not_counted() {
    Release staging = inStaging(new Approvals(1, false, false, Optional.empty()));
    String name = "calc/prod/approve/" + staging.id() + "/x";
    stages.project.git("tag", name);
    held("the release has 0 of 1 approval; not counted: " + name + ": it is not annotated");
    stages.project.git("tag", "-d", name);
    stages.as("Bob");
    String message = "x\n\nRelease: " + staging.id() + "\nFrom: staging\nEnvironment: prod";
    stages.project.git("tag", "-a", "-m", message, name);
    stages.as("Ada");
    assertThat(checklist().items().get(2).evidence())
        .contains("not counted: bob@example.org: it is dated ")
        .endsWith(", in the future");
  }
}

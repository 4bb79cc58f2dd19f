package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Ledger;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clones of one repository, over one cloud: what one writes down the other knows. */
class SharedLedgerTest {

  @TempDir Path folder;
  private Path remote;
  private Stages ada;
  private Stages bob;

  @BeforeEach
  void two_clones() {
    ada = Stages.in(folder.resolve("ada"));
    remote = folder.resolve("remote.git");
    ada.project.git("clone", "-q", "--bare", ".", remote.toString());
    ada.project.git("remote", "add", "origin", remote.toString());
    ada.project.git("clone", "-q", remote.toString(), folder.resolve("bob").toString());
    bob = Stages.at(folder.resolve("bob"));
    bob.as("Bob");
    for (Stages stages : List.of(ada, bob)) {
      stages.project.ledger = new Ledger(Optional.of("origin"));
      stages.project.state = Optional.of(folder.resolve("state"));
      stages.toProd = List.of(new Approvals(1, false, false, Optional.empty()));
      stages.declare();
    }
  }

  private String shared() {
    return ada.project.git("-C", remote.toString(), "tag", "--list");
  }

  @Test
  void an_approval_of_one_clone_lets_a_release_through_in_the_other() {
    ada.deploy("dev");
    Release staging = ada.promote("staging");
    assertThat(shared()).contains("calc/staging/" + staging.id());
    bob.at(ada.now());
    assertThat(bob.approve("prod", staging).made()).isTrue();
    assertThat(shared()).contains("calc/prod/approve/" + staging.id() + "/by-bob-");
    ada.at(bob.now());
    Release prod = ada.promote("prod");
    bob.at(ada.now());
    try (Biomerkin biomerkin = bob.project.open()) {
      bob.project.git("fetch", "-q", "--tags");
      assertThat(biomerkin.status("prod").release()).contains(prod);
    }
  }

  @Test
  void a_remote_that_does_not_answer_stops_what_needs_approvals() throws IOException {
    ada.deploy("dev");
    Release staging = ada.promote("staging");
    bob.at(ada.now());
    bob.approve("prod", staging);
    ada.at(bob.now());
    Files.move(remote, folder.resolve("elsewhere.git"));

    assertThatThrownBy(() -> ada.promote("prod"))
        .hasMessageStartingWith("origin: the Git remote cannot be reached: ")
        .hasMessageContaining(", and the rule for prod needs its approvals; ")
        .hasMessageEndingWith("[BMK-607]");
    ada.edit(2);
    Release dev = ada.deploy("dev");
    Release second = ada.promote("staging");
    assertThat(second.code()).isEqualTo(dev.code());
    assertThat(ada.project.notices())
        .anyMatch(notice -> notice.endsWith("what others wrote down meanwhile is not known"))
        .anyMatch(
            notice ->
                notice.startsWith("the marker is not shared yet: ")
                    && notice.endsWith(
                        "; the next deployment tries again, or type git push origin"
                            + " refs/tags/calc/staging/"
                            + second.id()));
    assertThatThrownBy(() -> ada.reject("staging", second.id().text(), false))
        .hasMessageEndingWith("[BMK-607]");

    Files.move(folder.resolve("elsewhere.git"), remote);
    Decided rejected = ada.reject("staging", second.id().text(), false);
    assertThat(rejected.made()).as("it was written down before, only not shared").isFalse();
    assertThat(shared()).contains(rejected.tag());
  }

  /** Whoever dies between the marker and the push leaves the same. */
  @Test
  void what_could_not_be_shared_is_by_the_next_goal() throws IOException {
    Files.move(remote, folder.resolve("elsewhere.git"));
    Release first = ada.deploy("dev");
    Files.move(folder.resolve("elsewhere.git"), remote);
    assertThat(shared()).isEmpty();
    assertThat(unshared()).containsExactly("refs/biomerkin/unshared/calc/dev/" + first.id());

    assertThat(ada.deploy("dev")).isEqualTo(first);
    assertThat(shared().strip()).isEqualTo("calc/dev/" + first.id());
    assertThat(unshared()).isEmpty();

    Files.move(remote, folder.resolve("elsewhere.git"));
    Release staging = ada.promote("staging");
    Files.move(folder.resolve("elsewhere.git"), remote);
    ada.edit(2);
    Release second = ada.deploy("dev");
    assertThat(shared().lines())
        .containsExactly(
            "calc/dev/" + first.id(), "calc/dev/" + second.id(), "calc/staging/" + staging.id());
    assertThat(unshared()).isEmpty();
  }

  @Test
  void what_was_never_made_is_not_shared() {
    Release first = ada.deploy("dev");
    String never = "refs/biomerkin/unshared/calc/dev/20200101-000000";
    ada.project.git("update-ref", never, first.commit());
    assertThat(ada.deploy("dev")).isEqualTo(first);
    assertThat(unshared()).isEmpty();
    assertThat(shared().strip()).isEqualTo("calc/dev/" + first.id());
  }

  private List<String> unshared() {
    return ada.project
        .git("for-each-ref", "--format=%(refname)", "refs/biomerkin")
        .lines()
        .toList();
  }

  @Test
  void of_two_who_promote_at_once_one_wins_and_the_other_is_told() {
    ada.deploy("dev");
    bob.at(ada.now());
    ada.project.interceptor = Optional.of(new Before("putObject", () -> bob.promote("staging")));
    Release mine = ada.promote("staging");
    ada.project.interceptor = Optional.empty();
    assertThat(bob.promote("staging")).isEqualTo(mine);
    assertThat(shared().lines().filter(tag -> tag.startsWith("calc/staging/"))).hasSize(1);
  }

  @Test
  void a_rejection_that_comes_in_between_stops_the_promotion() {
    Release dev = ada.deploy("dev");
    bob.at(ada.now());
    ada.project.interceptor =
        Optional.of(new Before("putObject", () -> bob.reject("dev", dev.id().text(), false)));
    assertThatThrownBy(() -> ada.promote("staging"))
        .hasMessageStartingWith(
            "staging: release "
                + dev.id()
                + " was rejected for dev by Bob <bob@example.org>: leaks");
    assertThat(shared()).doesNotContain("calc/staging/2");
  }

  @Test
  void a_clone_that_lacks_the_commit_is_told() throws IOException {
    ada.edit(2);
    Release dev = ada.deploy("dev");
    bob.at(ada.now());
    bob.project.ledger = Ledger.UNSHARED;
    bob.declare();
    String tag = "calc/dev/" + dev.id();
    Path object = folder.resolve("tag");
    Files.writeString(object, ada.project.git("cat-file", "tag", tag));
    String id = bob.project.git("hash-object", "-t", "tag", "-w", object.toString()).strip();
    bob.project.git("update-ref", "refs/tags/" + tag, id);
    assertThatThrownBy(() -> bob.promote("staging"))
        .hasMessage(
            "staging: this clone lacks commit "
                + dev.commit()
                + ", which release "
                + dev.id()
                + " is of; type git fetch --unshallow, then run the same command again [BMK-612]");
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Freeze;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Verified;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release earns its way from dev through staging to prod. */
class PromoteTest {

  @TempDir Path folder;
  private Stages stages;
  private Release dev;

  @BeforeEach
  void a_release_in_dev() {
    stages = Stages.in(folder.resolve("project"));
    dev = stages.deploy("dev");
  }

  private void refused(String environment, String... lines) {
    assertThatThrownBy(() -> stages.promote(environment)).hasMessage(String.join("\n", lines));
  }

  private Release inStaging() {
    return stages.promote("staging");
  }

  private Release inProd(Release staging) {
    stages.pass(Duration.ofHours(1));
    stages.as("Bob").approve("prod", staging);
    stages.as("Cleo").approve("prod", staging);
    return stages.as("Ada").promote("prod");
  }

  @Test
  void the_same_packages_come_to_the_next_environment_without_a_look_at_the_work_tree() {
    stages.project.write("lambda/adder.py", "this is no Python");
    stages.project.git("rm", "-q", "--cached", "lambda/front.py");
    Release staging = inStaging();

    assertThat(staging.promotedFrom()).contains(new Origin("dev", dev.id()));
    assertThat(staging.code()).isEqualTo(dev.code());
    assertThat(staging.commit()).isEqualTo(dev.commit());
    assertThat(staging.verification().isVerified()).isTrue();
    assertThat(staging.checks()).isEqualTo(dev.checks());
    assertThat(stages.project.git("tag", "-l", "--format=%(contents)", "calc/staging/*"))
        .contains("\nPromoted-From: dev/" + dev.id() + "\n");
    assertThat(stages.promote(PromoteRequest.to("staging")).changed()).isFalse();
    assertThat(stages.project.tags()).hasSize(2);
  }

  @Test
  void a_deployment_of_the_same_commit_finds_what_was_promoted() {
    Release staging = inStaging();
    DeployResult again = stages.project.deploy("staging");
    assertThat(again.changed()).isFalse();
    assertThat(again.release()).isEqualTo(staging);
  }

  @Test
  void a_deployment_goes_through_with_the_very_code_that_was_verified_before() {
    Release staging = stages.deploy("staging");
    assertThat(staging.promotedFrom()).contains(new Origin("dev", dev.id()));
    stages.edit(2);
    assertThatThrownBy(() -> stages.deploy("staging"))
        .hasMessage(
            "staging: releases come here only from dev, and none of its releases has this code and"
                + " topology; mvn biomerkin:deploy -Denv=dev, then mvn biomerkin:promote -Denv=staging;"
                + " -Demergency=\"reason\" overrides the rule, and the release marker says so"
                + " [BMK-403]");
    assertThat(stages.project.tags()).hasSize(2);
  }

  @Test
  void another_topology_is_not_what_was_verified() {
    stages.project.memory = 256;
    assertThatThrownBy(() -> stages.deploy("staging"))
        .hasMessageContaining("none of its releases has this code and topology");
  }

  @Test
  void prod_waits_for_its_hour_and_its_approvals() {
    Release staging = inStaging();
    stages.pass(Duration.ofMinutes(11));
    refused(
        "prod",
        "prod: the release has run verified in staging for 12 minutes of 1 hour; promote it after"
            + " 2026-10-06T09:02:01Z if it runs there until then [BMK-403]",
        "prod: the release has 0 of 2 approvals; somebody else types mvn biomerkin:approve"
            + " -Denv=prod -Drelease="
            + staging.id()
            + " [BMK-403]");
    assertThat(stages.project.tags()).hasSize(2);

    Release prod = inProd(staging);
    assertThat(prod.promotedFrom()).contains(new Origin("staging", staging.id()));
    assertThat(prod.code()).isEqualTo(dev.code());
  }

  @Test
  void only_other_people_count_and_each_once() {
    Release staging = inStaging();
    stages.pass(Duration.ofHours(1));
    assertThatThrownBy(() -> stages.approve("prod", staging))
        .hasMessage(
            "prod: ada@example.org cannot approve release "
                + staging.id()
                + ": whoever deployed the release to staging does not approve it; ask somebody else"
                + " to type mvn biomerkin:approve -Denv=prod -Drelease="
                + staging.id()
                + " [BMK-413]");
    assertThat(stages.as("Bob").approve("prod", staging).made()).isTrue();
    assertThat(stages.approve("prod", staging).made()).isFalse();
    refused(
        "prod",
        "prod: the release has 0 of 2 approvals; not counted: bob@example.org: whoever lets the"
            + " release through does not approve it; somebody else types mvn biomerkin:approve"
            + " -Denv=prod -Drelease="
            + staging.id()
            + " [BMK-403]");
  }

  @Test
  void a_rejected_release_comes_nowhere_again() {
    Release staging = inStaging();
    Release prod = inProd(staging);
    stages.edit(2);
    stages.deploy("dev");
    Release second = stages.promote("staging");
    inProd(second);

    Decided rejected = stages.reject("prod", staging.id().text(), false);
    assertThat(rejected.tag()).isEqualTo("calc/prod/reject/" + staging.id());
    assertThat(rejected.followUp()).isEmpty();
    assertThatThrownBy(
            () ->
                stages.project.rollback(
                    new RollbackRequest("prod", Optional.of(prod.id().text()), false, Set.of())))
        .hasMessageContaining("release " + prod.id() + " was rejected");
    String why =
        "release " + staging.id() + " was rejected for prod by Ada <ada@example.org>: leaks";
    PromoteRequest emergency =
        new PromoteRequest(
            "prod", Optional.of(staging.id().text()), false, Optional.of("fire"), Set.of());
    assertThatThrownBy(() -> stages.promote(emergency))
        .hasMessage(
            "prod: "
                + why
                + "; change the sources, and let what comes of it earn its way [BMK-411]");
    assertThatThrownBy(() -> stages.approve("prod", staging))
        .hasMessage(
            "prod: this is the same code and topology as before: "
                + why
                + "; change the sources, and let what comes of it earn its way [BMK-411]");
  }

  @Test
  void a_rejection_of_what_runs_tells_which_rollback_follows_and_does_it_when_asked() {
    stages.edit(2);
    Release second = stages.deploy("dev");
    Decided told = stages.reject("dev", second.id().text(), false);
    assertThat(told.followUp())
        .isEqualTo(
            "dev runs it: mvn biomerkin:rollback -Denv=dev goes back to release " + dev.id());
    Decided done = stages.reject("dev", second.id().text(), true);
    assertThat(done.made()).isFalse();
    assertThat(done.rollback().orElseThrow().release().restores()).contains(dev.id());
    assertThatThrownBy(() -> stages.deploy("dev"))
        .hasMessage(
            "dev: this is the same code and topology as before: release "
                + second.id()
                + " was rejected for dev by Ada Example <ada@example.org>: leaks; change the"
                + " sources, and let what comes of it earn its way [BMK-411]");
  }

  @Test
  void what_a_rollback_took_back_must_be_approved_anew() {
    Release first = inStaging();
    inProd(first);
    stages.edit(2);
    stages.deploy("dev");
    Release second = stages.promote("staging");
    inProd(second);
    Release back = stages.rollback("prod");
    refused(
        "prod",
        "prod: the release has 0 of 2 approvals; not counted: bob@example.org: it was given before"
            + " the rollback of "
            + back.at()
            + "; cleo@example.org: it was given before the rollback of "
            + back.at()
            + "; somebody else types mvn biomerkin:approve -Denv=prod -Drelease="
            + second.id()
            + " [BMK-403]");
    assertThat(stages.as("Bob").approve("prod", second).made()).isTrue();
    stages.as("Cleo").approve("prod", second);
    assertThat(stages.as("Ada").promote("prod").promotedFrom())
        .contains(new Origin("staging", second.id()));
  }

  @Test
  void a_rollback_in_the_environment_before_begins_the_hour_anew() {
    inProd(inStaging());
    stages.edit(2);
    stages.deploy("dev");
    Release second = stages.promote("staging");
    stages.pass(Duration.ofHours(2));
    stages.rollback("staging");
    stages.pass(Duration.ofHours(2));
    PromoteRequest named =
        new PromoteRequest(
            "prod", Optional.of(second.id().text()), false, Optional.empty(), Set.of());
    assertThatThrownBy(() -> stages.promote(named))
        .hasMessageStartingWith(
            "prod: the release has run verified in staging for 0 seconds of 1 hour");
  }

  @Test
  void a_frozen_environment_waits_and_an_emergency_does_not() {
    stages.toProd = List.of(new Verified());
    stages.freezes =
        List.of(
            new Freeze.Dates(
                LocalDateTime.parse("2026-10-01T00:00"),
                LocalDateTime.parse("2026-10-31T00:00"),
                ZoneOffset.UTC));
    stages.declare();
    Release staging = inStaging();
    refused(
        "prod",
        "prod: the environment is frozen until 2026-10-31T00:00Z; deploy after that;"
            + " -Demergency=\"reason\" overrides the freeze, and the release marker says so"
            + " [BMK-404]");
    Release prod =
        stages
            .promote(
                new PromoteRequest("prod", Optional.empty(), false, Optional.of("fire"), Set.of()))
            .release();
    assertThat(prod.emergency()).contains("fire");
    assertThat(prod.promotedFrom()).contains(new Origin("staging", staging.id()));
    assertThat(emergencyInProd()).contains("fire");

    stages.freezes = List.of();
    stages.declare();
    stages.edit(2);
    stages.deploy("dev");
    inStaging();
    stages.promote("prod");
    assertThat(emergencyInProd()).isEmpty();
    stages.rollback("prod");
    assertThat(emergencyInProd()).contains("fire");
  }

  private Optional<String> emergencyInProd() {
    try (Biomerkin biomerkin = stages.project.open()) {
      return biomerkin.status("prod").emergency();
    }
  }

  @Test
  void names_of_releases_are_understood_or_refused() {
    Release staging = inStaging();
    stages.toProd = List.of(new Approvals(1, false, false, Optional.empty()));
    stages.declare();
    stages.as("Bob");
    assertThat(stages.approve("prod", staging.id().text().substring(0, 6)).made()).isTrue();
    assertThat(stages.approve("prod", "staging/" + staging.id()).made()).isFalse();
    assertThat(stages.approve("prod", "calc/staging/" + staging.id()).made()).isFalse();
    String next =
        "; type git fetch --tags if it is missing, and see what there is with mvn"
            + " biomerkin:history -Denv=staging [BMK-603]";
    assertThatThrownBy(() -> stages.approve("prod", "other/staging/" + staging.id()))
        .hasMessage(
            "prod: 'other/staging/"
                + staging.id()
                + "' is a release of another application than calc"
                + next);
    assertThatThrownBy(() -> stages.approve("prod", "test/" + staging.id()))
        .hasMessage(
            "prod: 'test/"
                + staging.id()
                + "' names environment 'test', which there is not"
                + next);
    assertThatThrownBy(() -> stages.approve("prod", "1999"))
        .hasMessage("prod: '1999' is no release of staging" + next);
    assertThatThrownBy(() -> stages.approve("prod", ""))
        .hasMessage("prod: '' is no release of staging" + next);
    assertThatThrownBy(() -> stages.approve("prod", dev.id().text()))
        .hasMessage("prod: release " + dev.id() + " is one of dev, not of staging" + next);
    assertThatThrownBy(() -> stages.approve("prod", "20200101-000000"))
        .hasMessage(
            "prod: release 20200101-000000 of staging has no marker in this repository" + next);
    stages.edit(2);
    Release other = stages.as("Ada").deploy("dev");
    Release second = stages.promote("staging");
    assertThat(other.id()).isNotEqualTo(second.id());
    assertThatThrownBy(() -> stages.approve("prod", "2026"))
        .hasMessage(
            "prod: several releases begin with '2026'; choose with -Drelease= one of staging/"
                + staging.id()
                + ", staging/"
                + second.id()
                + " [BMK-603]");
  }

  @Test
  void a_marker_that_is_forged_is_refused_for_its_reason() {
    String name = "calc/dev/" + dev.id();
    String message = stages.project.git("tag", "-l", "--format=%(contents)", name);
    String doubted =
        name
            + ": the marker is not believed: %s; look at it with git show, and choose"
            + " another release with -Drelease= [BMK-611]";
    stages.project.git("tag", "-f", name);
    refused("staging", doubted.formatted("it is not annotated"));
    stages.project.git("tag", "-f", "-a", "-m", message.replace(": dev", ": qa"), name);
    refused("staging", doubted.formatted("its trailers tell of release " + dev.id() + " in qa"));
    stages.project.git(
        "tag", "-f", "-a", "-m", message.replaceAll("Code: sha256:.", "Code: sha256:x"), name);
    refused(
        "staging",
        name
            + ": the marker and the manifest in store"
            + " calc-releases-000000000000-us-east-1 do not tell of the same release; look at"
            + " it with git show, and choose another release with -Drelease= [BMK-611]");
    assertThat(stages.project.tags()).hasSize(1);
  }

  @Test
  void a_release_of_the_future_is_not_believed() {
    stages.at(Instant.parse("2026-10-05T08:00:00Z"));
    refused(
        "staging",
        "staging: release "
            + dev.id()
            + " is dated 2026-10-06T08:01:00Z, in the future; see whether the clock of this machine"
            + " is right [BMK-403]");
  }

  @Test
  void where_no_rule_leads_nothing_is_promoted() {
    assertThatThrownBy(() -> stages.promote("dev"))
        .hasMessage(
            "dev: no promotion rule leads here: releases come by deployment; mvn biomerkin:deploy"
                + " -Denv=dev [BMK-412]");
    assertThatThrownBy(() -> stages.approve("dev", dev))
        .hasMessage(
            "dev: no promotion rule leads here: there is nothing to approve; mvn biomerkin:deploy"
                + " -Denv=dev [BMK-412]");
    refused(
        "prod",
        "staging: the environment is not deployed: there is nothing to promote from it; mvn"
            + " biomerkin:deploy -Denv=staging [BMK-507]");
  }
}

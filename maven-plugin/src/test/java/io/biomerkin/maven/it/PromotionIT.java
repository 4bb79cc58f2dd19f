package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a release to production, one Maven process after another. */
class PromotionIT {

  private static final String RULE =
      "promotion { to('prod') { from 'dev'; requires verified, soaked(hours(1)), approvals(1) } }";

  @TempDir Path folder;
  private Case project;
  private String release;

  @BeforeEach
  void a_release_in_dev() {
    project = Case.in(folder.resolve("calc"));
    project.write(
        "deployment.groovy",
        Case.BLUEPRINT.replace("promotion { to('prod') { from 'dev'; requires verified } }", RULE));
    project.commit("rules");
    project.goal("deploy", "-Denv=dev").succeeds();
    String tag = project.tags().get(0);
    release = tag.substring(tag.lastIndexOf('/') + 1);
  }

  @Test
  void a_release_waits_is_approved_and_comes_though_the_work_tree_is_broken() throws Exception {
    project.write("deployment.groovy", "application 'calc' {{{");
    project.code("raise ValueError('not this one')");
    Path report = project.folder.resolve("out/checklist.json");
    project
        .goal(
            "promote",
            "-Denv=prod",
            "-Dcloud=local",
            "-DdryRun",
            "-Dformat=json",
            "-DoutputFile=" + report)
        .fails()
        .tells(
            "BMK-403 prod: the release has run verified in dev for ",
            "BMK-403 prod: the release has 0 of 1 approval",
            "somebody else types mvn biomerkin:approve -Denv=prod -Dcloud=local -Drelease="
                + release);
    JsonNode checklist = new ObjectMapper().readTree(report.toFile());
    assertThat(checklist.at("/candidate/release").asText()).isEqualTo(release);
    assertThat(checklist.at("/items").findValuesAsText("state"))
        .containsExactly("MET", "MET", "MET", "NOT_MET", "NOT_MET");

    project.as("bob");
    project
        .goal("approve", "-Denv=prod", "-Dcloud=local", "-Drelease=" + release, "-Dmessage=fine")
        .succeeds()
        .tells("dev/" + release + " is approved for prod by bob <bob@example.org>");
    project.as("ada");
    project
        .goal("promote", "-Denv=prod", "-Dcloud=local", "-DtryOutClock=+1h")
        .succeeds()
        .tells("promoted from  dev/" + release, "verified       1/1");
    assertThat(project.tags()).hasSize(1);
    assertThat(project.git("for-each-ref", "--format=%(contents)", "refs/biomerkin/local"))
        .contains("Promoted-From: dev/" + release, "Message: fine", "Try-Out: embedded cloud");
    project
        .goal("promote", "-Denv=prod", "-Dcloud=local")
        .succeeds()
        .tells("unchanged: prod runs release ");
  }

  @Test
  void nobody_loosens_the_rules_by_an_edit_that_is_not_committed() {
    project.write("deployment.groovy", Case.BLUEPRINT.replaceAll("promotion .*\n", ""));
    project
        .goal("deploy", "-Denv=prod", "-Dcloud=local")
        .fails()
        .tells("BMK-403 prod: the release has 0 of 1 approval");
    assertThat(project.git("for-each-ref", "refs/biomerkin")).isEmpty();
  }

  @Test
  void the_board_tells_what_waits_and_a_rejection_ends_it() {
    project
        .goal("status", "-Dcloud=local")
        .succeeds()
        .tells("dev/" + release + " waits for prod, held by", "soaked 1 hour in dev", "1 approval");
    project
        .goal("promote", "-Denv=prod", "-Dcloud=local", "-Demergency=site is down")
        .succeeds()
        .tells("overridden  soaked 1 hour in dev");
    project
        .goal("status", "-Dcloud=local")
        .succeeds()
        .tells("prod runs what an emergency let in: site is down");
    project
        .goal("reject", "-Denv=prod", "-Dcloud=local", "-Drelease=dev/" + release)
        .succeeds()
        .tells(
            "dev/" + release + " is rejected for prod by Ada Example",
            "prod runs it, and there is no verified release to go back to");
    project
        .goal("promote", "-Denv=prod", "-Dcloud=local", "-Drelease=2", "-Demergency=again")
        .succeeds()
        .tells("unchanged: prod runs release");
    project
        .goal("status", "-Dcloud=local")
        .succeeds()
        .tells("prod runs a release that was rejected");
  }
}

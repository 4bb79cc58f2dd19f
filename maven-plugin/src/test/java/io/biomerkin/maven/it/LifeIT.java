package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an environment, one Maven process after another. */
class LifeIT {

  @TempDir Path folder;

  @Test
  void from_the_first_validation_to_the_end() throws Exception {
    Case project = Case.in(folder.resolve("calc"));
    project
        .goal("validate", "-Denv=dev")
        .succeeds()
        .tells("dev is not deployed yet: mvn biomerkin:deploy -Denv=dev");
    project
        .goal("plan", "-Denv=dev")
        .succeeds()
        .tells("dev is not deployed yet; a deployment would make:", "AWS::DynamoDB::Table");

    project.goal("deploy", "-Denv=dev").succeeds().tells("calc ", " runs in dev", "verified  1/1");
    String first = only(project.tags());
    project.goal("deploy", "-Denv=dev").succeeds().tells("unchanged: dev runs release");
    assertThat(project.tags()).containsExactly(first);

    project.code("return {'status': 'ok', 'version': 2}");
    project.commit("two");
    project
        .goal("plan", "-Denv=dev")
        .tells("~  AdderAgent", "Code.S3Key", "1 added, 2 modified, 0 replaced, 1 removed");
    project.goal("deploy", "-Denv=dev").succeeds();
    assertThat(project.tags()).hasSize(2);

    project.code("raise ValueError('broken')");
    project.commit("three");
    project
        .goal("deploy", "-Denv=dev")
        .fails()
        .tells(
            "BMK-503 calc-adder-dev: fails with ValueError: broken (adder.py:2)",
            "runs again; correct the cause, then deploy again");
    assertThat(project.tags()).hasSize(2);
    project.goal("validate", "-Denv=dev").succeeds().tells(" 0 failed");

    project
        .goal("rollback", "-Denv=dev")
        .succeeds()
        .tells("calc " + id(first) + " runs again in dev", "restores  " + id(first));
    assertThat(project.git("tag", "-l", "--format=%(contents)")).contains("Restores: " + id(first));
    project
        .goal("rollback", "-Denv=dev")
        .fails()
        .tells("BMK-603 dev: there is no verified release");

    history(project, first);
    project.goal("status").succeeds().tells("dev ", "(restores " + id(first) + ")");
    project.goal("destroy", "-Denv=dev").succeeds().tells("dev is removed");
    project.goal("status").tells("not deployed");
    assertThat(project.tags()).hasSize(3);
  }

  private void history(Case project, String first) throws Exception {
    Path file = folder.resolve("calc/out/history.json");
    project
        .goal("history", "-Denv=dev", "-Dformat=json", "-DoutputFile=" + file)
        .succeeds()
        .tells("written to " + file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("releases")).hasSize(3);
    assertThat(json.path("releases").path(2).path("restores").asText()).isEqualTo(id(first));
  }

  private static String only(List<String> tags) {
    assertThat(tags).hasSize(1);
    return tags.get(0);
  }

  private static String id(String tag) {
    return tag.substring(tag.lastIndexOf('/') + 1);
  }

  @Test
  void an_emergency_in_a_guarded_environment_leaves_its_markers_apart() {
    Case project = Case.in(folder.resolve("calc"));
    project
        .goal("deploy", "-Denv=prod", "-Dcloud=local")
        .fails()
        .tells("BMK-403 prod: releases come here only from dev");
    project.goal("deploy", "-Denv=prod", "-Dcloud=local", "-Demergency=site is down").succeeds();
    assertThat(project.tags()).isEmpty();
    assertThat(project.git("for-each-ref", "--format=%(contents)", "refs/biomerkin/local"))
        .contains("Emergency: site is down");
    project.goal("destroy", "-Denv=prod", "-Dcloud=local").fails().tells("BMK-408", "-Dforce=prod");
    project
        .goal("destroy", "-Denv=prod", "-Dcloud=local", "-Dforce=prod")
        .succeeds()
        .tells("kept, because they hold data:", "calc-results-prod (AWS::DynamoDB::Table)");
  }

  @Test
  void for_programs_each_event_is_a_line_of_json() throws Exception {
    Case project = Case.in(folder.resolve("calc"));
    List<JsonNode> events =
        events(project.goal("deploy", "-q", "-Denv=dev", "-Dformat=json").succeeds());
    assertThat(events).first().matches(event -> event.path("event").asText().equals("started"));
    assertThat(events)
        .filteredOn(event -> event.path("event").asText().equals("resourceChanged"))
        .extracting(event -> event.path("logicalId").asText())
        .contains("AdderAgent", "ResultsTable");
    assertThat(events).last().matches(event -> event.path("event").asText().equals("result"));
    assertThat(events.get(events.size() - 1).path("release").path("id").asText())
        .isEqualTo(id(only(project.tags())));

    Case.Run failed = project.goal("rollback", "-q", "-Denv=dev", "-Dformat=json").fails();
    assertThat(events(failed))
        .last()
        .matches(event -> event.path("problems").path(0).path("code").asText().equals("BMK-603"));
  }

  /** Maven begins its output with the sequence that sets a terminal back. */
  private static String bare(String line) {
    return line.replaceFirst("^(\u001b\\[0?m)+", "");
  }

  /** The lines of JSON: Maven tells a failure in its own words after them. */
  private static List<JsonNode> events(Case.Run run) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line :
        run.output().lines().map(LifeIT::bare).filter(line -> line.startsWith("{")).toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void help_documents_every_goal_and_parameter() {
    Case project = Case.in(folder.resolve("calc"));
    project
        .goal("help", "-Ddetail")
        .succeeds()
        .tells(
            "biomerkin:deploy",
            "biomerkin:rollback",
            "biomerkin:validate",
            "biomerkin:plan",
            "biomerkin:status",
            "biomerkin:history",
            "biomerkin:destroy",
            "User property: env",
            "User property: emergency",
            "User property: allowDataLoss",
            "User property: to",
            "User property: force",
            "User property: cloud",
            "User property: outputFile");
  }
}

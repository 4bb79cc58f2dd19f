package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.contract.Ministack;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on a server that speaks like AWS, its six agents really running. */
class ExampleIT {

  @TempDir Path folder;
  private Case project;

  @BeforeEach
  void a_server_like_aws() {
    String endpoint = Ministack.endpoint();
    project = Case.ofExample(folder.resolve("biomerkin"));
    project.environment.put("AWS_ENDPOINT_URL", endpoint);
    project.environment.put("AWS_SECRET_ACCESS_KEY", "any");
  }

  @Test
  void deployed_unchanged_changed_broken_rolled_back_and_destroyed() {
    in("777777777777");
    project.edit(
        "deployment.groovy",
        text -> text.replaceFirst("local\\(\\)", "aws '777777777777', 'us-east-1'"));
    project.commit("dev on AWS");
    project.goal("deploy", "-Denv=dev").succeeds().tells("verified  7/7");
    project.goal("deploy", "-Denv=dev").succeeds().tells("unchanged: dev runs release");

    project.edit("lambda/dna.py", text -> text + "# changed\n");
    project.commit("changed");
    project.goal("deploy", "-Denv=dev").succeeds().tells("verified  7/7");
    String changed = project.release("dev");

    project.edit(
        "lambda/genomics_agent.py",
        text ->
            text.replaceFirst(
                "(?m)^def handler\\(.*$", "$0\n    raise RuntimeError('broken on purpose')"));
    project.commit("broken");
    project
        .goal("deploy", "-Denv=dev", "-DskipTests")
        .fails()
        .tells(
            "the agent 'genomics' failed: broken on purpose",
            "release " + changed + " runs again; correct the cause, then deploy again");
    project.goal("diagnose", "-Denv=dev").succeeds().tells("function biomerkin-");

    project.goal("rollback", "-Denv=dev").succeeds().tells("restores  ");
    project.goal("validate", "-Denv=dev").succeeds().tells(" 0 failed");
    project.goal("destroy", "-Denv=dev").succeeds().tells("dev is removed");
    assertThat(project.tags()).hasSize(3);
  }

  @Test
  void what_runs_embedded_comes_to_staging_and_to_production() {
    project.edit("deployment.groovy", ExampleIT::forMinistack);
    project.commit("for ministack");
    project.goal("deploy", "-Denv=dev").succeeds();

    in("222222222222");
    project
        .goal("promote", "-Denv=staging")
        .succeeds()
        .tells("dev/" + project.release("dev") + " to staging", " runs in staging");

    in("333333333333");
    project
        .goal("promote", "-Denv=prod", "-Dmfa=123456")
        .fails()
        .tells("BMK-403 prod: the release has 0 of 2 approvals");
    String release = project.release("staging");
    for (String approver : new String[] {"bea", "cem"}) {
      project.as(approver);
      project.goal("approve", "-Denv=prod", "-Drelease=" + release, "-Dmfa=123456").succeeds();
    }
    project.as("ada");
    project
        .goal("promote", "-Denv=prod", "-Dmfa=123456")
        .succeeds()
        .tells("staging/" + release + " to prod", " runs in prod");
    assertThat(project.git("tag", "-l", "--format=%(contents)", "biomerkin/prod/*"))
        .contains("Promoted-From: staging/" + release, "Verified: 7/7");
    assertThat(project.git("tag", "-l", "--format=%(contents)", "biomerkin/staging/*"))
        .contains("Promoted-From: dev/" + project.release("dev"), "Verified: 7/7");
  }

  /** Its hours are real ones, and its CloudFormation knows no Application Auto Scaling. */
  private static String forMinistack(String blueprint) {
    return blueprint
        .replace(", soaked(hours(1))", "")
        .replaceFirst("\n *freeze from:.*", "")
        .replace("size autoscaling", "size medium");
  }

  /** The server takes an access key of twelve digits for the account. */
  private void in(String account) {
    project.environment.put("AWS_ACCESS_KEY_ID", account);
  }
}

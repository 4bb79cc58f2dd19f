package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each goal with its parameters, as Maven configures it, on a small project of its own. */
@MojoTest
class GoalsTest {

  private static final String BLUEPRINT =
      """
      application 'calc'
      topology { agents { agent('adder', 'adder.handler') { memory 128; timeout seconds(20) } } }
      environments {
          environment('dev') { local() }
          environment('prod') { aws '333333333333', 'us-east-1' }
      }
      promotion { to('prod') { from 'dev'; requires verified } }
      """;

  @Inject private MavenSession session;
  @TempDir Path project;
  private final RecordedLog log = new RecordedLog();

  @BeforeEach
  void makeProject() throws Exception {
    Files.writeString(project.resolve("deployment.groovy"), BLUEPRINT);
    Files.createDirectory(project.resolve("lambda"));
    Files.writeString(
        project.resolve("lambda/adder.py"),
        "def handler(event, context):\n    return {'status': 'ok'}\n");
    Files.writeString(project.resolve(".gitignore"), ".biomerkin/\n");
    for (String command :
        List.of(
            "init -q -b main",
            "config user.name Ada",
            "config user.email ada@example.org",
            "add -A",
            "commit -q -m begin")) {
      git(command);
    }
  }

  private String git(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("git " + arguments).split(" "))
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private <T extends AbstractMojo> T in(T mojo) throws IllegalAccessException {
    MojoExtension.setVariableValueToObject(
        mojo, "blueprint", project.resolve("deployment.groovy").toFile());
    MojoExtension.setVariableValueToObject(mojo, "state", project.resolve(".biomerkin").toFile());
    mojo.setLog(log);
    return mojo;
  }

  private static void writesTo(AbstractMojo mojo, File file) throws IllegalAccessException {
    MojoExtension.setVariableValueToObject(mojo, "outputFile", file);
  }

  @Test
  @InjectMojo(goal = "destroy")
  @MojoParameter(name = "env", value = "dev")
  void a_misspelt_property_of_the_command_line_is_refused(DestroyMojo destroy) throws Exception {
    session.getUserProperties().setProperty("clod", "local");
    assertThatThrownBy(in(destroy)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("\nBMK-103 -Dclod: there is no such parameter\n    -> did you mean -Dcloud?");
  }

  @Test
  @InjectMojo(goal = "destroy")
  @MojoParameter(name = "env", value = "dev")
  void a_property_of_another_goal_is_no_mistake(DestroyMojo destroy) throws Exception {
    session.getUserProperties().setProperty("emergency", "none");
    session.getUserProperties().setProperty("maven.test.skip", "true");
    in(destroy).execute();
    assertThat(log.lines).contains("dev is not deployed: nothing to remove");
  }

  @Test
  @InjectMojo(goal = "status")
  @MojoParameter(name = "env", value = "test")
  void status_of_an_unknown_environment_is_refused(StatusMojo status) throws Exception {
    assertThatThrownBy(in(status)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-401 test: the blueprint declares no such environment\n"
                + "    -> choose one of dev, prod");
  }

  @Test
  @InjectMojo(goal = "status")
  @MojoParameter(name = "env", value = "dev")
  void status_of_one_environment_is_told_alone(StatusMojo status) throws Exception {
    in(status).execute();
    assertThat(String.join("\n", log.lines)).contains("dev").doesNotContain("prod");
  }

  @Test
  @InjectMojo(goal = "promote")
  @MojoParameter(name = "env", value = "prod")
  @MojoParameter(name = "cloud", value = "local")
  @MojoParameter(name = "dryRun", value = "true")
  void promote_needs_a_release_in_the_environment_before(PromoteMojo promote) throws Exception {
    assertThatThrownBy(in(promote)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-507 dev: the environment is not deployed: there is nothing to promote from it\n"
                + "    -> mvn biomerkin:deploy -Denv=dev");
  }

  @Test
  @InjectMojo(goal = "promote")
  @MojoParameter(name = "env", value = "prod")
  @MojoParameter(name = "tryOutClock", value = "+1h")
  void only_try_outs_have_a_clock_to_put_forward(PromoteMojo promote) throws Exception {
    assertThatThrownBy(in(promote)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-104 -DtryOutClock=+1h: only what is tried out has a clock that can be put"
                + " forward\n    -> add -Dcloud=local");
  }

  @Test
  @InjectMojo(goal = "approve")
  @MojoParameter(name = "env", value = "prod")
  void approve_asks_for_the_release(ApproveMojo approve) throws Exception {
    assertThatThrownBy(in(approve)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-105 -Drelease: the goal needs to know which release\n    -> add -Drelease=NAME");
  }

  @Test
  @InjectMojo(goal = "reject")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "release", value = "20261006-143022")
  void reject_knows_only_releases_that_are_marked(RejectMojo reject) throws Exception {
    assertThatThrownBy(in(reject)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-603 dev: release 20261006-143022 of dev has no marker in this repository\n"
                + "    -> type git fetch --tags if it is missing, and see what there is with mvn"
                + " biomerkin:history -Denv=dev");
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "prod")
  @MojoParameter(name = "cloud", value = "local")
  @MojoParameter(name = "emergency", value = "true")
  void an_emergency_needs_its_reason(DeployMojo deploy) throws Exception {
    assertThatThrownBy(in(deploy)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-105 -Demergency: an emergency needs its reason: the release marker tells it\n"
                + "    -> say -Demergency=\"reason\"");
  }

  @Test
  @InjectMojo(goal = "rollback")
  @MojoParameter(name = "env", value = "dev")
  void a_broken_blueprint_does_not_stand_in_the_way_of_a_rollback(RollbackMojo rollback)
      throws Exception {
    Files.writeString(project.resolve("deployment.groovy"), "application 'calc");
    assertThatThrownBy(in(rollback)::execute).isInstanceOf(MojoFailureException.class);
    assertThat(log.lines)
        .contains(
            "WARNING the blueprint of the work tree cannot be read; one that was committed will do: git show"
                + " HEAD:./deployment.groovy > committed.groovy, and -Dblueprint=committed.groovy");
  }

  @Test
  @InjectMojo(goal = "deploy")
  void deploy_needs_to_know_where(DeployMojo deploy) throws Exception {
    assertThatThrownBy(in(deploy)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-105 -Denv: the goal needs to know which environment\n    -> add -Denv=NAME");
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "cloud", value = "moon")
  void deploy_knows_two_choices_of_cloud(DeployMojo deploy) throws Exception {
    assertThatThrownBy(in(deploy)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-104 -Dcloud=moon: there is no such choice of cloud\n"
                + "    -> leave it out, or say -Dcloud=local");
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "prod")
  @MojoParameter(name = "cloud", value = "local")
  void deploy_to_a_guarded_environment_is_refused(DeployMojo deploy) throws Exception {
    assertThatThrownBy(in(deploy)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith(
            "\nBMK-403 prod: releases come here only from dev, and none of its releases has this"
                + " code and topology\n");
    assertThat(git("tag")).isEmpty();
  }

  @Test
  @InjectMojo(goal = "validate")
  @MojoParameter(name = "env", value = "dev")
  void validate_tells_every_problem_of_the_blueprint(ValidateMojo validate) throws Exception {
    Files.writeString(
        project.resolve("deployment.groovy"), BLUEPRINT.replace("memory 128", "memory 1"));
    assertThatThrownBy(in(validate)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("\nBMK-202 deployment.groovy:2:62: memory is 1 MB, AWS takes 128 to 10240 MB");
  }

  @Test
  @InjectMojo(goal = "validate")
  @MojoParameter(name = "env", value = "dev")
  void validate_says_what_is_not_deployed_yet(ValidateMojo validate) throws Exception {
    in(validate).execute();
    assertThat(log.lines)
        .anyMatch(line -> line.matches("  -- +stack +CalcDev +not deployed yet"))
        .contains("dev is not deployed yet: mvn biomerkin:deploy -Denv=dev");
  }

  @Test
  @InjectMojo(goal = "plan")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "format", value = "json")
  void plan_writes_json_to_a_file(PlanMojo plan) throws Exception {
    File file = project.resolve("out/plan.json").toFile();
    writesTo(in(plan), file);
    plan.execute();
    JsonNode json = new ObjectMapper().readTree(file);
    assertThat(json.path("deployed").asBoolean()).isFalse();
    assertThat(json.path("changes").findValuesAsText("logicalId")).contains("AdderAgent");
  }

  @Test
  @InjectMojo(goal = "plan")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "format", value = "xml")
  void reports_come_in_two_formats(PlanMojo plan) throws Exception {
    assertThatThrownBy(in(plan)::execute)
        .hasMessage("\nBMK-104 -Dformat=xml: there is no such format\n    -> say text or json");
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "dev")
  void deploy_runs_and_marks_the_release(DeployMojo deploy) throws Exception {
    in(deploy).execute();
    String tag = git("tag").strip();
    assertThat(tag).matches("calc/dev/\\d{8}-\\d{6}");
    assertThat(log.lines)
        .contains("calc " + tag.substring("calc/dev/".length()) + " runs in dev")
        .noneMatch(line -> line.startsWith("WARNING"));
    log.lines.clear();
    deploy.execute();
    assertThat(log.lines).anyMatch(line -> line.startsWith("unchanged: dev runs release "));
    assertThat(git("tag").strip()).isEqualTo(tag);
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "push", value = "true")
  void deploy_shares_its_marker_with_the_remote(DeployMojo deploy, @TempDir Path origin)
      throws Exception {
    git("init -q --bare " + origin);
    git("remote add origin " + origin);
    in(deploy).execute();
    assertThat(git("ls-remote --tags origin")).contains("refs/tags/" + git("tag").strip());
  }

  @Test
  @InjectMojo(goal = "deploy")
  @MojoParameter(name = "env", value = "dev")
  void deploy_warns_of_changes_that_are_not_committed(DeployMojo deploy) throws Exception {
    Files.writeString(project.resolve("lambda/more.py"), "MORE = 1\n");
    in(deploy).execute();
    assertThat(log.lines)
        .contains(
            "WARNING uncommitted changes are part of this release: commit "
                + git("rev-parse --short=7 HEAD").strip()
                + " alone does not tell what runs");
  }

  @Test
  @InjectMojo(goal = "rollback")
  @MojoParameter(name = "env", value = "dev")
  void rollback_needs_something_that_runs(RollbackMojo rollback) throws Exception {
    assertThatThrownBy(in(rollback)::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "\nBMK-507 dev: the environment is not deployed: there is nothing to roll back\n"
                + "    -> mvn biomerkin:deploy -Denv=dev");
  }

  @Test
  @InjectMojo(goal = "status")
  @MojoParameter(name = "cloud", value = "local")
  void status_has_a_row_for_each_environment(StatusMojo status) throws Exception {
    in(status).execute();
    assertThat(log.lines).hasSize(3);
    assertThat(log.lines.get(1)).startsWith("dev ").contains("not deployed");
    assertThat(log.lines.get(2)).startsWith("prod ").contains("not deployed");
  }

  @Test
  @InjectMojo(goal = "history")
  @MojoParameter(name = "env", value = "dev")
  void history_of_nothing_says_so(HistoryMojo history) throws Exception {
    in(history).execute();
    assertThat(log.lines).containsExactly("dev has no releases in this repository");
  }

  @Test
  @InjectMojo(goal = "destroy")
  @MojoParameter(name = "env", value = "dev")
  void destroy_of_nothing_says_so(DestroyMojo destroy) throws Exception {
    in(destroy).execute();
    assertThat(log.lines).contains("dev is not deployed: nothing to remove");
  }

  @Test
  @InjectMojo(goal = "diagnose")
  @MojoParameter(name = "env", value = "dev")
  void diagnose_of_what_is_not_there_says_so(DiagnoseMojo diagnose) throws Exception {
    in(diagnose).execute();
    assertThat(log.lines).contains("dev is not deployed", "nothing failed that is still told of");
  }

  @Test
  @InjectMojo(goal = "recover")
  @MojoParameter(name = "env", value = "dev")
  void recover_of_what_is_not_there_says_so(RecoverMojo recover) throws Exception {
    in(recover).execute();
    assertThat(log.lines).contains("dev is not deployed: nothing to recover from");
  }

  @Test
  @InjectMojo(goal = "cancel")
  @MojoParameter(name = "env", value = "dev")
  void cancel_of_nothing_says_so(CancelMojo cancel) throws Exception {
    in(cancel).execute();
    assertThat(log.lines).contains("dev: nothing is going on; it is not deployed");
  }

  @Test
  @InjectMojo(goal = "unlock")
  @MojoParameter(name = "env", value = "dev")
  void unlock_of_what_nobody_holds_says_so(UnlockMojo unlock) throws Exception {
    in(unlock).execute();
    assertThat(log.lines).contains("dev is not locked");
  }

  @Test
  @InjectMojo(goal = "unlock")
  @MojoParameter(name = "env", value = "dev")
  @MojoParameter(name = "endpoint", value = "localhost:4566")
  void an_endpoint_that_is_no_url_is_refused(UnlockMojo unlock) throws Exception {
    assertThatThrownBy(in(unlock)::execute)
        .hasMessage(
            "\nBMK-104 -Dendpoint=localhost:4566: that is no URL\n"
                + "    -> write it as http://127.0.0.1:4566");
  }

  @Test
  @InjectMojo(goal = "history")
  @MojoParameter(name = "env", value = "dev")
  void a_fault_of_ours_is_told_as_one(HistoryMojo history) throws Exception {
    in(history).setLog(new BrokenLog());
    assertThatThrownBy(history::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            "\nBMK-901 IllegalStateException: this should not have happened: no console\n"
                + "    -> run the same command with -e and report what it prints; running it again"
                + " is safe");
  }

  /** Something that no code of ours expects. */
  private static final class BrokenLog extends SystemStreamLog {
    @Override
    public void info(CharSequence content) {
      throw new IllegalStateException("no console");
    }
  }
}

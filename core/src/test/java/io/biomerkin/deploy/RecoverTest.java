package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Stacks in states that no update can start from. */
class RecoverTest {

  private static final String STUCK =
      "; correct the cause, then mvn biomerkin:recover -Denv=dev; with -Dskip=AdderAgent it"
          + " leaves that as it is, whatever the template says [BMK-501]";

  @TempDir private Path folder;
  private Project project;
  private Release first;

  @BeforeEach
  void deployed() {
    project = Project.in(folder);
    first = project.deploy("dev").release();
  }

  @Test
  void a_rollback_that_cannot_take_something_back_goes_on_without_it() {
    project.cloud("dev").client(LambdaClient.class).deleteFunction(r -> r.functionName(ADDER));
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));

    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageStartingWith("AdderAgent (AWS::Lambda::Function): Function not found: ")
        .hasMessageContaining(
            "the stack is UPDATE_ROLLBACK_FAILED: correct the cause, then mvn biomerkin:recover"
                + " -Denv=dev [BMK-501]");
    assertThatThrownBy(() -> plan())
        .hasMessage(
            "CalcDev: the stack is UPDATE_ROLLBACK_FAILED: an update failed, and could not be taken"
                + " back whole; mvn biomerkin:recover -Denv=dev, then run the same command again"
                + " [BMK-502]");
    // A deployment tries once more by itself.
    assertThatThrownBy(() -> project.deploy("dev")).hasMessageEndingWith(STUCK);
    assertThatThrownBy(() -> recover()).hasMessageEndingWith(STUCK);
    assertThatThrownBy(() -> recover("Adder"))
        .hasMessage(
            "-Dskip=Adder: the stack has no such resource; mvn biomerkin:recover -Denv=dev without"
                + " -Dskip= names what is in the way [BMK-502]");

    assertThat(recover("AdderAgent"))
        .isEqualTo(new Recovered("dev", "UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE"));
    assertThat(recover())
        .isEqualTo(new Recovered("dev", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"));
    assertThatThrownBy(() -> recover("AdderAgent"))
        .hasMessage(
            "-Dskip=AdderAgent: the stack is UPDATE_ROLLBACK_COMPLETE: nothing needs to be left"
                + " out; mvn biomerkin:recover -Denv=dev without -Dskip= names what is in the way"
                + " [BMK-502]");
    assertThat(project.store("dev").get(ReleaseStore.lockKey("dev"))).isEmpty();
    assertThat(project.tags()).containsExactly("calc/dev/" + first.id());
  }

  private static final String ADDER = "calc-adder-dev";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE_FAILED | its creation failed, and what was made of it was left there",
        "ROLLBACK_FAILED | its creation failed, and not all of it could be removed",
        "DELETE_FAILED | something of it could not be deleted",
      })
  void what_is_left_of_a_stack_is_deleted_when_a_person_says_so(String status, String meaning) {
    become(status);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "CalcDev: the stack is %s: %s; mvn biomerkin:recover -Denv=dev, then run the same command"
                    .formatted(status, meaning)
                + " again [BMK-502]");
    assertThat(project.validate("dev").findings())
        .anyMatch(
            finding ->
                finding
                    .detail()
                    .equals(
                        "%s: %s; correct the cause, then mvn biomerkin:recover -Denv=dev"
                            .formatted(status, meaning)));
    assertThat(recover()).isEqualTo(new Recovered("dev", status, "not deployed"));
    assertThat(recover()).isEqualTo(new Recovered("dev", "not deployed", "not deployed"));
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void an_update_that_was_left_half_made_is_taken_back() throws IOException {
    Path saved = lose();
    CloudFormationClient stacks = project.cloud("dev").client(CloudFormationClient.class);
    String template = stacks.getTemplate(r -> r.stackName("CalcDev")).templateBody();
    stacks.updateStack(
        r ->
            r.stackName("CalcDev")
                .templateBody(template.replace("\"MemorySize\":128", "\"MemorySize\":256"))
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .disableRollback(true));
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "CalcDev: the stack is UPDATE_FAILED: an update failed, and what it had changed was left"
                + " so; mvn biomerkin:recover -Denv=dev, then run the same command again [BMK-502]");
    putBack(saved);
    assertThat(recover())
        .isEqualTo(new Recovered("dev", "UPDATE_FAILED", "UPDATE_ROLLBACK_COMPLETE"));
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void a_deployment_goes_on_by_itself_with_a_rollback_whose_obstacle_is_gone() throws IOException {
    Path saved = lose();
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    assertThatThrownBy(() -> project.deploy("dev")).hasMessageContaining("UPDATE_ROLLBACK_FAILED");
    putBack(saved);
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  /** The function of an agent is deleted by hand. */
  private Path lose() {
    Path saved = Crash.copy(lambda(), folder.resolve("saved"));
    project.cloud("dev").client(LambdaClient.class).deleteFunction(r -> r.functionName(ADDER));
    return saved;
  }

  private void putBack(Path saved) throws IOException {
    Path broken = Files.move(lambda(), folder.resolve("broken"));
    assertThat(Crash.copy(saved, lambda())).isNotEqualTo(broken);
  }

  private Path lambda() {
    return folder.resolve(".biomerkin/cloud/000000000000/us-east-1/lambda");
  }

  @Test
  void what_another_tool_has_begun_is_for_a_person() {
    become("IMPORT_ROLLBACK_FAILED");
    String refusal =
        "CalcDev: the stack is IMPORT_ROLLBACK_FAILED: an import failed and could not be taken back;"
            + " see aws cloudformation describe-stack-events --stack-name CalcDev, and finish what"
            + " was begun with another tool [BMK-502]";
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    assertThatThrownBy(() -> project.deploy("dev")).hasMessage(refusal);
    assertThatThrownBy(() -> recover()).hasMessage(refusal);
  }

  @Test
  void a_status_that_is_newer_than_this_tool_is_for_a_person() {
    become("UPDATE_PAUSED");
    assertThatThrownBy(() -> plan())
        .hasMessage(
            "CalcDev: the stack is UPDATE_PAUSED; see aws cloudformation describe-stack-events"
                + " --stack-name CalcDev, and finish what was begun with another tool [BMK-502]");
  }

  private Plan plan() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.plan("dev");
    }
  }

  private Recovered recover(String... skip) {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.recover("dev", Set.of(skip));
    }
  }

  /** As if somebody else had brought it there. */
  private void become(String status) {
    Path stacks = folder.resolve(".biomerkin/cloud/000000000000/us-east-1/cloudformation/stacks");
    try (Stream<Path> files = Files.list(stacks)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".json")).toList();
      for (Path file : all) {
        String text = Files.readString(file);
        String changed =
            text.replaceFirst(
                "(\"phase\"\\s*:\\s*\\{\\s*\"status\"\\s*:\\s*\")\\w+", "$1" + status);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

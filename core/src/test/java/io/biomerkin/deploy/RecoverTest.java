package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
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

  @ParameterizedTest
  @ValueSource(strings = {"IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"})
  void what_somebody_imported_is_a_place_to_start_from(String status) {
    become(status);
    assertThat(recover()).isEqualTo(new Recovered("dev", status, status));
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(project.validate("dev").passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_IN_PROGRESS"})
  void what_somebody_is_importing_is_waited_for(String status) {
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    project.interceptor = Optional.of(new Importing(status, new AtomicInteger()));
    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(project.events)
        .anyMatch(event -> event.toString().contains("the stack is " + status + ": "));
  }

  /** Somebody else's import is told three times, and has ended then. */
  private record Importing(String status, AtomicInteger looks) implements CallInterceptor {
    @Override
    public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
      Object answer = operation.get();
      return answer instanceof DescribeStacksResponse found && looks.incrementAndGet() <= 3
          ? found.toBuilder()
              .stacks(found.stacks().get(0).toBuilder().stackStatus(status).build())
              .build()
          : answer;
    }
  }

  @Test
  void a_creation_that_was_rolled_back_is_made_anew_by_a_deployment() {
    failCreation();
    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(project.validate("dev").passed()).isTrue();

    failCreation();
    assertThat(recover()).isEqualTo(new Recovered("dev", "ROLLBACK_COMPLETE", "not deployed"));
  }

  /** Another tool has taken the stack's name, and failed. */
  private void failCreation() {
    destroy();
    Cloud cloud = project.cloud("dev");
    CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);
    if (logs.describeLogGroups(r -> r.logGroupNamePrefix("taken")).logGroups().isEmpty()) {
      logs.createLogGroup(r -> r.logGroupName("taken"));
    }
    CloudFormationClient stacks = cloud.client(CloudFormationClient.class);
    stacks.createStack(
        r ->
            r.stackName("CalcDev")
                .templateBody(
                    """
                    {"Resources":{"Log":{"Type":"AWS::Logs::LogGroup",
                    "Properties":{"LogGroupName":"taken"}}}}"""));
    String status = "";
    for (int look = 0; look < 9 && !status.equals("ROLLBACK_COMPLETE"); look++) {
      status =
          stacks.describeStacks(r -> r.stackName("CalcDev")).stacks().get(0).stackStatusAsString();
    }
    assertThat(status).isEqualTo("ROLLBACK_COMPLETE");
  }

  @Test
  void a_name_without_resources_is_left_to_the_next_deployment() {
    destroy();
    project
        .cloud("dev")
        .client(CloudFormationClient.class)
        .createChangeSet(
            r ->
                r.stackName("CalcDev")
                    .changeSetName("somebody-elses")
                    .changeSetType(ChangeSetType.CREATE)
                    .templateBody("{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}"));
    assertThat(recover())
        .isEqualTo(new Recovered("dev", "REVIEW_IN_PROGRESS", "REVIEW_IN_PROGRESS"));
    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(project.validate("dev").passed()).isTrue();
    Sound.assertNoChangeSetIsLeft(project, "dev");
  }

  private void destroy() {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }
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

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.Deaths.Death;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Release;
import io.biomerkin.model.Table;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code protect data}: no update removes it, whoever makes it, unless it was named. */
class StackPolicyTest {

  private static final String STACK = "CalcProd";

  private Project project;

  @BeforeEach
  void a_protected_environment_with_a_table_more(@TempDir Path folder) {
    project = Project.in(folder);
    project.choice = Clouds.Choice.LOCAL;
    project.tables = List.of(project.tables.get(0), Project.table("extra", "id"));
    project.deploy(request(Set.of()));
  }

  @Test
  void another_tool_cannot_remove_what_holds_data() throws JsonProcessingException {
    String template = stacks().getTemplate(r -> r.stackName(STACK)).templateBody();
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(template);
    json.withObject("/Resources").remove("ExtraTable");

    stacks()
        .updateStack(
            r ->
                r.stackName(STACK)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .templateBody(json.toString()));

    assertThat(settled()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(tables()).contains("calc-extra-prod");
    assertThat(stacks().describeStackEvents(r -> r.stackName(STACK)).stackEvents())
        .anyMatch(
            event ->
                String.valueOf(event.resourceStatusReason())
                    .equals(
                        "Action denied by stack policy: Statement [#2] does not allow"
                            + " [Update:Delete] for resource [LogicalResourceId/ExtraTable]"));
  }

  @Test
  void a_deployment_removes_what_was_named_and_the_rest_stays_guarded() {
    project.tables = List.of(project.tables.get(0));
    assertThatThrownBy(() -> project.deploy(request(Set.of())))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("-DallowDataLoss=ExtraTable");

    assertThat(project.deploy(request(Set.of("ExtraTable"))).changed()).isTrue();

    assertThat(policy()).contains("Update:Delete").doesNotContain("ExtraTable");
  }

  @Test
  void what_is_no_longer_protected_can_be_removed() {
    project.tables = List.of(project.tables.get(0));
    project.environments =
        Optional.of(
            List.of(
                project.blueprint().environment("dev").orElseThrow(),
                project.environment(
                    "prod",
                    project.blueprint().environment("prod").orElseThrow().target(),
                    false,
                    List.of())));

    assertThat(project.deploy(request(Set.of("ExtraTable"))).changed()).isTrue();

    assertThat(policy()).doesNotContain("Deny");
  }

  @Test
  void a_release_that_fails_and_added_data_is_gone_back_from() {
    Release before = release();
    project.tables =
        List.of(project.tables.get(0), project.tables.get(1), Project.table("more", "id"));
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise Exception('no')\n");

    assertThatThrownBy(() -> project.deploy(request(Set.of())))
        .hasMessageContaining("release " + before.id() + " runs again");

    // Its deletion policy keeps it: nothing that somebody wrote meanwhile is lost.
    assertThat(tables()).contains("calc-more-prod");
    assertThat(policy()).doesNotContain("MoreTable");
  }

  @Test
  void whoever_dies_over_a_removal_leaves_the_rest_guarded_to_the_next(@TempDir Path folder) {
    List<Table> both = project.tables;
    DeployRequest removal = request(Set.of("ExtraTable"));
    project.tables = List.of(both.get(0));
    for (Death death : Deaths.of(project, folder, () -> project.deploy(removal))) {
      Project copy = Project.at(death.folder());
      copy.choice = Clouds.Choice.LOCAL;
      copy.tables = List.of(both.get(0));
      Crash.bury(copy, "prod");

      copy.deploy(removal);

      assertThat(policy(copy))
          .as(death.toString())
          .contains("Update:Delete")
          .doesNotContain("ExtraTable");
      assertThat(copy.cloud("prod").client(DynamoDbClient.class).listTables().tableNames())
          .as(death.toString())
          .contains("calc-results-prod");
    }
  }

  @Test
  void whoever_dies_over_a_destruction_leaves_the_guards_to_a_deployment_that_changes_nothing() {
    project.interceptor = Optional.of(new Killer("deleteStack"));
    assertThatThrownBy(
            () -> {
              try (Biomerkin biomerkin = project.open()) {
                biomerkin.destroy("prod", Optional.of("prod"));
              }
            })
        .isInstanceOf(Killer.Killed.class);
    project.interceptor = Optional.empty();
    assertThat(isProtected()).isFalse();

    assertThat(project.deploy(request(Set.of())).changed()).isFalse();

    assertThat(isProtected()).isTrue();
    assertThat(policy()).contains("Update:Delete");
    assertThat(project.events)
        .contains(
            new DeployEvent.Notice(
                "the stack was not protected against being deleted: now it is again"));
  }

  private boolean isProtected() {
    return stacks()
        .describeStacks(r -> r.stackName(STACK))
        .stacks()
        .get(0)
        .enableTerminationProtection();
  }

  private static DeployRequest request(Set<String> allowDataLoss) {
    return new DeployRequest("prod", false, false, Optional.of("try"), allowDataLoss);
  }

  private String settled() {
    for (int looks = 0; looks < 100; looks++) {
      String status =
          stacks().describeStacks(r -> r.stackName(STACK)).stacks().get(0).stackStatusAsString();
      if (!status.endsWith("_IN_PROGRESS")) {
        return status;
      }
    }
    throw new AssertionError("the stack does not come to rest");
  }

  private String policy() {
    return policy(project);
  }

  private static String policy(Project of) {
    return of.cloud("prod")
        .client(CloudFormationClient.class)
        .getStackPolicy(r -> r.stackName(STACK))
        .stackPolicyBody();
  }

  private List<String> tables() {
    return project.cloud("prod").client(DynamoDbClient.class).listTables().tableNames();
  }

  private CloudFormationClient stacks() {
    return project.cloud("prod").client(CloudFormationClient.class);
  }

  private Release release() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.history("prod").current().orElseThrow();
    }
  }
}

package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What stacks do on every cloud, shown on parameters of Parameter Store. */
class CloudFormationContractTest extends CloudContract {

  private static final String STACK = "contract";

  @Test
  void a_stack_is_created_through_a_change_set() {
    DescribeChangeSetResponse changes =
        plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'")));

    assertThat(changes.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(changes.changes())
        .extracting(change -> change.resourceChange().action())
        .containsExactly(ChangeAction.ADD);
    assertThat(apply(changes)).isEqualTo("CREATE_COMPLETE");
    assertThat(value("/c/a")).isEqualTo("1");
    assertThat(events()).contains("A CREATE_COMPLETE", STACK + " CREATE_COMPLETE");
  }

  @Test
  void references_bind_resources_together_and_outputs_show_them() {
    String template =
        "{'Parameters': {'P': {'Type': 'String', 'Default': 'x'}}, 'Resources': {"
            + parameter("Top", "/c/top", "{'Fn::Sub': '${P}-${Low}-${Low.Value}'}")
            + ","
            + parameter("Low", "/c/low", "{'Fn::Join': ['+', ['1', {'Ref': 'AWS::Region'}]]}")
            + "}, 'Outputs': {'O': {'Value': {'Fn::GetAtt': ['Low', 'Value']}}}}";

    assertThat(apply(plan(ChangeSetType.CREATE, template))).isEqualTo("CREATE_COMPLETE");

    assertThat(value("/c/top")).isEqualTo("x-/c/low-1+us-east-1");
    assertThat(stack().outputs())
        .extracting(output -> output.outputKey() + "=" + output.outputValue())
        .containsExactly("O=1+us-east-1");
  }

  @Test
  void an_update_tells_and_makes_each_change() {
    apply(
        plan(
            ChangeSetType.CREATE,
            template(parameter("A", "/c/a", "'1'") + "," + parameter("B", "/c/b", "'1'"))));

    DescribeChangeSetResponse changes =
        plan(
            ChangeSetType.UPDATE,
            template(parameter("A", "/c/a", "'2'") + "," + parameter("C", "/c/c", "'1'")));

    assertThat(changes.changes())
        .extracting(
            change ->
                change.resourceChange().logicalResourceId()
                    + " "
                    + change.resourceChange().actionAsString())
        .containsExactlyInAnyOrder("A Modify", "B Remove", "C Add");
    assertThat(apply(changes)).isEqualTo("UPDATE_COMPLETE");
    assertThat(value("/c/a")).isEqualTo("2");
    assertThat(value("/c/c")).isEqualTo("1");
    assertThatThrownBy(() -> value("/c/b")).isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void a_change_of_name_replaces() {
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'"))));

    DescribeChangeSetResponse changes =
        plan(ChangeSetType.UPDATE, template(parameter("A", "/c/other", "'1'")));

    assertThat(changes.changes())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.resourceChange().replacement()).isEqualTo(Replacement.TRUE));
    assertThat(apply(changes)).isEqualTo("UPDATE_COMPLETE");
    assertThat(value("/c/other")).isEqualTo("1");
    assertThatThrownBy(() -> value("/c/a")).isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void a_change_set_without_changes_fails() {
    String template = template(parameter("A", "/c/a", "'1'"));
    apply(plan(ChangeSetType.CREATE, template));

    DescribeChangeSetResponse changes = plan(ChangeSetType.UPDATE, template);

    assertThat(changes.status()).isEqualTo(ChangeSetStatus.FAILED);
    assertThat(changes.statusReason()).contains("didn't contain changes");
  }

  @Test
  void a_failed_update_is_taken_back() {
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'"))));
    take("/c/taken");

    DescribeChangeSetResponse changes =
        plan(
            ChangeSetType.UPDATE,
            template(
                parameter("A", "/c/a", "'2'") + "," + parameter("B", "/c/taken", "{'Ref': 'A'}")));

    assertThat(apply(changes)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(value("/c/a")).isEqualTo("1");
    assertThat(value("/c/taken")).isEqualTo("taken");
    assertThat(events())
        .contains(STACK + " UPDATE_ROLLBACK_IN_PROGRESS")
        .anyMatch(event -> event.matches("B (CREATE|UPDATE)_FAILED"));
  }

  @Test
  void a_failed_creation_is_taken_back() {
    take("/c/taken");

    DescribeChangeSetResponse changes =
        plan(
            ChangeSetType.CREATE,
            template(
                parameter("A", "/c/a", "'1'") + "," + parameter("B", "/c/taken", "{'Ref': 'A'}")));

    assertThat(apply(changes)).isEqualTo("ROLLBACK_COMPLETE");
    assertThatThrownBy(() -> value("/c/a")).isInstanceOf(ParameterNotFoundException.class);
    assertThat(value("/c/taken")).isEqualTo("taken");
  }

  @Test
  void a_deleted_stack_is_found_by_its_arn_only() {
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'"))));
    String arn = stack().stackId();

    cloudFormation().deleteStack(r -> r.stackName(STACK));

    assertThat(settle(arn)).isEqualTo("DELETE_COMPLETE");
    assertThatThrownBy(() -> value("/c/a")).isInstanceOf(ParameterNotFoundException.class);
    assertThatThrownBy(this::stack)
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("Stack with id " + STACK + " does not exist");
  }

  @Test
  void a_retained_resource_outlives_its_stack() {
    String retained =
        parameter("A", "/c/a", "'1'")
            .replace("'Type': 'AWS", "'DeletionPolicy': 'Retain', 'Type': 'AWS");
    apply(plan(ChangeSetType.CREATE, template(retained)));
    String arn = stack().stackId();

    cloudFormation().deleteStack(r -> r.stackName(STACK));

    assertThat(settle(arn)).isEqualTo("DELETE_COMPLETE");
    assertThat(value("/c/a")).isEqualTo("1");
  }

  @Test
  void a_protected_stack_is_not_deleted() {
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'"))));
    cloudFormation()
        .updateTerminationProtection(r -> r.stackName(STACK).enableTerminationProtection(true));

    assertThatThrownBy(() -> cloudFormation().deleteStack(r -> r.stackName(STACK)))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("cannot be deleted while TerminationProtection is enabled");
    assertThat(value("/c/a")).isEqualTo("1");
  }

  @Test
  void a_stack_keeps_the_policy_that_it_is_given() {
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/a", "'1'"))));
    assertThat(cloudFormation().getStackPolicy(r -> r.stackName(STACK)).stackPolicyBody()).isNull();
    String policy =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"Update:*\",\"Principal\":\"*\","
            + "\"Resource\":\"*\"}]}";

    cloudFormation().setStackPolicy(r -> r.stackName(STACK).stackPolicyBody(policy));

    assertThat(cloudFormation().getStackPolicy(r -> r.stackName(STACK)).stackPolicyBody())
        .isEqualTo(policy);
  }

  @Test
  void what_is_changed_past_a_stack_is_drift() {
    apply(
        plan(
            ChangeSetType.CREATE,
            template(parameter("A", "/c/a", "'1'") + "," + parameter("B", "/c/b", "'1'"))));
    assertThat(drift()).isEmpty();

    client(SsmClient.class).putParameter(r -> r.name("/c/a").value("2").overwrite(true));
    client(SsmClient.class).deleteParameter(r -> r.name("/c/b"));

    assertThat(drift()).containsExactlyInAnyOrder("A MODIFIED /Value 1 -> 2", "B DELETED ");
  }

  @Test
  void a_stack_at_work_or_none_is_not_searched_for_drift() {
    assertThatThrownBy(() -> cloudFormation().detectStackDrift(r -> r.stackName("none")))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    take("/c/taken");
    apply(plan(ChangeSetType.CREATE, template(parameter("A", "/c/taken", "'1'"))));

    assertThatThrownBy(() -> cloudFormation().detectStackDrift(r -> r.stackName(STACK)))
        .hasMessageContaining("ROLLBACK_COMPLETE");
  }

  private List<String> drift() {
    String id = cloudFormation().detectStackDrift(r -> r.stackName(STACK)).stackDriftDetectionId();
    for (int looks = 0; looks < 200; looks++) {
      var search =
          cloudFormation().describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
      if (!search.detectionStatusAsString().equals("DETECTION_IN_PROGRESS")) {
        break;
      }
      cloud().clock().sleep(Duration.ofMillis(20));
    }
    return cloudFormation()
        .describeStackResourceDrifts(
            r ->
                r.stackName(STACK)
                    .stackResourceDriftStatusFiltersWithStrings("MODIFIED", "DELETED"))
        .stackResourceDrifts()
        .stream()
        .map(CloudFormationContractTest::line)
        .toList();
  }

  private static String line(StackResourceDrift drift) {
    return drift.logicalResourceId()
        + " "
        + drift.stackResourceDriftStatusAsString()
        + " "
        + drift.propertyDifferences().stream()
            .map(
                each ->
                    each.propertyPath() + " " + each.expectedValue() + " -> " + each.actualValue())
            .collect(Collectors.joining(", "));
  }

  @Test
  void a_stack_that_is_not_there_is_told_as_that() {
    assertThatThrownBy(this::stack)
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }

  private CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class);
  }

  private DescribeChangeSetResponse plan(ChangeSetType type, String template) {
    String id =
        cloudFormation()
            .createChangeSet(
                r ->
                    r.stackName(STACK)
                        .changeSetName("change-" + Integer.toHexString(template.hashCode()) + type)
                        .changeSetType(type)
                        .templateBody(template.replace('\'', '"')))
            .id();
    for (int looks = 0; looks < 200; looks++) {
      DescribeChangeSetResponse changes =
          cloudFormation().describeChangeSet(r -> r.stackName(STACK).changeSetName(id));
      if (!List.of("CREATE_PENDING", "CREATE_IN_PROGRESS").contains(changes.statusAsString())) {
        return changes;
      }
      cloud().clock().sleep(Duration.ofMillis(20));
    }
    throw new AssertionError("the change set is not made");
  }

  private String apply(DescribeChangeSetResponse changes) {
    cloudFormation().executeChangeSet(r -> r.stackName(STACK).changeSetName(changes.changeSetId()));
    return settle(STACK);
  }

  private String settle(String stack) {
    for (int looks = 0; looks < 500; looks++) {
      String status =
          cloudFormation()
              .describeStacks(r -> r.stackName(stack))
              .stacks()
              .get(0)
              .stackStatusAsString();
      if (!status.endsWith("_IN_PROGRESS")) {
        return status;
      }
      cloud().clock().sleep(Duration.ofMillis(20));
    }
    throw new AssertionError("the stack does not come to rest");
  }

  private Stack stack() {
    return cloudFormation().describeStacks(r -> r.stackName(STACK)).stacks().get(0);
  }

  private List<String> events() {
    return cloudFormation()
        .describeStackEventsPaginator(r -> r.stackName(STACK))
        .stackEvents()
        .stream()
        .map(CloudFormationContractTest::line)
        .toList();
  }

  private static String line(StackEvent event) {
    return event.logicalResourceId() + " " + event.resourceStatusAsString();
  }

  private String value(String name) {
    return client(SsmClient.class).getParameter(r -> r.name(name)).parameter().value();
  }

  private void take(String name) {
    client(SsmClient.class)
        .putParameter(r -> r.name(name).value("taken").type(ParameterType.STRING));
  }

  private static String template(String resources) {
    return "{'Resources': {" + resources + "}}";
  }

  private static String parameter(String id, String name, String value) {
    return "'"
        + id
        + "': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Name': '"
        + name
        + "', 'Type': 'String', 'Value': "
        + value
        + "}}";
  }
}

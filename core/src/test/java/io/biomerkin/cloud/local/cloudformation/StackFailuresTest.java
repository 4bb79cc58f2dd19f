package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackFailuresTest {

  private static final String FAILING =
      template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}", "'Fail': 'create'"));

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
  }

  @Test
  void a_stack_that_is_to_be_deleted_on_failure_is_deleted() {
    cloud.submit(FAILING, OnStackFailure.DELETE);

    assertThat(cloud.settle()).isEqualTo("DELETE_COMPLETE");
    assertThat(cloud.things()).isEmpty();
  }

  @Test
  void a_failed_creation_that_is_left_alone_can_be_rolled_back() {
    cloud.submit(FAILING, OnStackFailure.DO_NOTHING);
    assertThat(cloud.settle()).isEqualTo("CREATE_FAILED");
    assertThat(cloud.things()).containsOnlyKeys("a");

    cloud.client().rollbackStack(r -> r.stackName(STACK));

    assertThat(cloud.settle()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(cloud.things()).isEmpty();
  }

  @Test
  void a_failed_update_that_is_left_alone_can_be_rolled_back() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}")));
    cloud.submit(
        template(thing("A", "'2'") + "," + thing("B", "{'Ref': 'A'}", "'Fail': 'update'")),
        OnStackFailure.DO_NOTHING);
    assertThat(cloud.settle()).isEqualTo("UPDATE_FAILED");
    assertThat(cloud.things()).containsEntry("a", "2");

    cloud.client().rollbackStack(r -> r.stackName(STACK));

    assertThat(cloud.settle()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(cloud.things()).containsEntry("a", "1");
  }

  @Test
  void a_rolled_back_creation_can_only_be_deleted() {
    cloud.deploy(FAILING);
    String arn = cloud.stack().stackId();

    Refused.by(
            () ->
                cloud
                    .client()
                    .updateStack(r -> r.stackName(STACK).templateBody(template(thing("A", "'1'")))))
        .withText("Stack:" + arn + " is in ROLLBACK_COMPLETE state and can not be updated.");
    cloud.client().deleteStack(r -> r.stackName(STACK));
    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void a_rollback_that_fails_is_continued_by_skipping_what_is_stuck() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}")));
    String stuck =
        template(
            thing("A", "'2'", "'Fail': 'change'")
                + ","
                + thing("B", "{'Ref': 'A'}", "'Fail': 'update'"));

    assertThat(cloud.deploy(stuck)).isEqualTo("UPDATE_ROLLBACK_FAILED");
    assertThat(cloud.stack().stackStatusReason())
        .isEqualTo("The following resource(s) failed to update: [A].");
    assertThat(cloud.resource("A").resourceStatusReason())
        .isEqualTo(
            "this thing refuses to change (Service: Test, Status Code: 400, Request ID: embedded)");

    cloud.client().continueUpdateRollback(r -> r.stackName(STACK));
    assertThat(cloud.settle()).isEqualTo("UPDATE_ROLLBACK_FAILED");
    Refused.by(
            () ->
                cloud.client().continueUpdateRollback(r -> r.stackName(STACK).resourcesToSkip("B")))
        .withText("The following resources to skip are not in the UPDATE_FAILED state: [B]");

    cloud.client().continueUpdateRollback(r -> r.stackName(STACK).resourcesToSkip("A"));
    assertThat(cloud.settle()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(cloud.resource("A").resourceStatusAsString()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_resource_that_cannot_be_deleted_fails_the_deletion_until_it_is_retained() {
    cloud.deploy(
        template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}", "'Fail': 'delete'")));
    String arn = cloud.stack().stackId();

    Refused.by(() -> cloud.client().deleteStack(r -> r.stackName(STACK).retainResources("B")))
        .withText(
            "Invalid operation on stack ["
                + arn
                + "]. RetainResources can only be specified for stacks in the DELETE_FAILED state.");
    cloud.client().deleteStack(r -> r.stackName(STACK));
    assertThat(cloud.settle()).isEqualTo("DELETE_FAILED");
    assertThat(cloud.stack().stackStatusReason())
        .isEqualTo("The following resource(s) failed to delete: [B].");
    assertThat(cloud.things()).containsOnlyKeys("a", "b");

    cloud.client().deleteStack(r -> r.stackName(STACK).retainResources("B"));
    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
    assertThat(cloud.things()).containsOnlyKeys("b");
  }

  @Test
  void a_creation_whose_rollback_fails_says_so() {
    cloud.submit(
        template(
            thing("A", "'1'", "'Fail': 'delete'")
                + ","
                + thing("B", "{'Ref': 'A'}", "'Fail': 'create'")),
        OnStackFailure.ROLLBACK);

    assertThat(cloud.settle()).isEqualTo("ROLLBACK_FAILED");
    assertThat(cloud.stack().stackStatusReason())
        .isEqualTo("The following resource(s) failed to delete: [A].");
  }

  @Test
  void an_update_that_cannot_clean_up_is_complete_all_the_same() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "'2'", "'Fail': 'delete'")));

    assertThat(cloud.deploy(template(thing("A", "'1'")))).isEqualTo("UPDATE_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("a", "b");
    assertThat(cloud.events()).anyMatch(event -> event.startsWith("B DELETE_FAILED this thing"));
  }

  @Test
  void a_named_resource_cannot_be_replaced() {
    cloud.deploy(template(thing("A", "'1'", "'Kind': 'x'")));

    assertThat(cloud.deploy(template(thing("A", "'1'", "'Kind': 'y'"))))
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("a");
    assertThat(cloud.events())
        .contains(
            "A UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource "
                + "requires replacing. Rename a and update the stack again.");
  }

  @Test
  void a_reason_is_kept_to_4096_bytes() {
    assertThat(StackEvents.cut("é".repeat(5000))).isEqualTo("é".repeat(2048));
    assertThat(StackEvents.cut("x" + "é".repeat(5000))).isEqualTo("x" + "é".repeat(2047));
    assertThat(StackEvents.cut("short")).isEqualTo("short");
  }

  @Test
  void an_update_that_is_going_on_can_be_cancelled() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}")));
    Refused.by(() -> cloud.client().cancelUpdateStack(r -> r.stackName(STACK)))
        .withText("CancelUpdateStack cannot be called from current stack status");
    cloud.submit(
        template(thing("A", "'2'") + "," + thing("B", "{'Fn::GetAtt': 'A.Value'}")),
        OnStackFailure.ROLLBACK);
    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.UPDATE_IN_PROGRESS);
    assertThat(cloud.things()).containsEntry("a", "2");

    cloud.client().cancelUpdateStack(r -> r.stackName(STACK));

    assertThat(cloud.settle()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(cloud.things()).containsEntry("a", "1");
  }

  @Test
  void a_protected_stack_is_not_deleted() {
    cloud.deploy(template(thing("A", "'1'")));
    cloud
        .client()
        .updateTerminationProtection(r -> r.stackName(STACK).enableTerminationProtection(true));

    Refused.by(() -> cloud.client().deleteStack(r -> r.stackName(STACK)))
        .withText("Stack [orders] cannot be deleted while TerminationProtection is enabled");
    assertThat(cloud.stack().enableTerminationProtection()).isTrue();
  }
}

package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackLifecycleTest {

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
  }

  @Test
  void a_stack_is_created_layer_by_layer_as_it_is_looked_at() {
    cloud.create(
        template(
            thing("Top", "{'Fn::GetAtt': ['Middle', 'Value']}")
                + ","
                + thing("Middle", "{'Ref': 'Bottom'}")
                + ","
                + thing("Bottom", "'ground'")));

    assertThat(cloud.things()).isEmpty();
    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    assertThat(cloud.things()).containsOnlyKeys("bottom");
    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    assertThat(cloud.things()).containsOnlyKeys("bottom", "middle");
    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(cloud.things())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("bottom", "ground", "middle", "bottom", "top", "bottom"));
    assertThat(cloud.events())
        .containsExactly(
            "orders REVIEW_IN_PROGRESS User Initiated",
            "orders CREATE_IN_PROGRESS User Initiated",
            "Bottom CREATE_IN_PROGRESS",
            "Bottom CREATE_IN_PROGRESS Resource creation Initiated",
            "Bottom CREATE_COMPLETE",
            "Middle CREATE_IN_PROGRESS",
            "Middle CREATE_IN_PROGRESS Resource creation Initiated",
            "Middle CREATE_COMPLETE",
            "Top CREATE_IN_PROGRESS",
            "Top CREATE_IN_PROGRESS Resource creation Initiated",
            "Top CREATE_COMPLETE",
            "orders CREATE_COMPLETE");
  }

  @Test
  void an_update_changes_in_place_what_it_can_and_leaves_the_rest_alone() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "'2'")));

    assertThat(cloud.deploy(template(thing("A", "'9'") + "," + thing("B", "'2'"))))
        .isEqualTo("UPDATE_COMPLETE");

    assertThat(cloud.things()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "9", "b", "2"));
    assertThat(cloud.resource("A").resourceStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    assertThat(cloud.resource("B").resourceStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(cloud.events())
        .endsWith(
            "orders UPDATE_IN_PROGRESS User Initiated",
            "A UPDATE_IN_PROGRESS",
            "A UPDATE_COMPLETE",
            "orders UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "orders UPDATE_COMPLETE");
  }

  @Test
  void a_replacement_is_made_before_the_old_resource_goes() {
    String unnamed = "'A': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': '%s'}}";
    String user = thing("User", "{'Ref': 'A'}");
    cloud.deploy(template(unnamed.formatted("x") + "," + user));
    String old = cloud.resource("A").physicalResourceId();

    assertThat(cloud.deploy(template(unnamed.formatted("y") + "," + user)))
        .isEqualTo("UPDATE_COMPLETE");

    String now = cloud.resource("A").physicalResourceId();
    assertThat(now).isNotEqualTo(old).startsWith("orders-A-");
    assertThat(cloud.things()).containsOnlyKeys(now, "user").containsEntry("user", now);
    assertThat(cloud.events())
        .containsSubsequence(
            "A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical "
                + "resource; hence creating one.",
            "A UPDATE_COMPLETE",
            "User UPDATE_COMPLETE",
            "orders UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "A DELETE_COMPLETE",
            "orders UPDATE_COMPLETE");
  }

  @Test
  void a_resource_that_the_template_no_longer_has_goes_at_the_end() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "'2'")));

    cloud.deploy(template(thing("A", "'1'")));

    assertThat(cloud.things()).containsOnlyKeys("a");
    assertThat(cloud.client().listStackResources(r -> r.stackName(STACK)).stackResourceSummaries())
        .extracting(resource -> resource.logicalResourceId())
        .containsExactly("A");
  }

  @Test
  void a_failed_creation_is_rolled_back_and_says_why() {
    cloud.create(
        template(
            thing("A", "'1'")
                + ","
                + thing("B", "{'Ref': 'A'}", "'Fail': 'create'")
                + ","
                + thing("C", "{'Ref': 'A'}")));

    assertThat(cloud.settle()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(cloud.things()).isEmpty();
    assertThat(cloud.events())
        .containsSubsequence(
            "A CREATE_COMPLETE",
            "B CREATE_IN_PROGRESS",
            "C CREATE_IN_PROGRESS",
            "B CREATE_FAILED this thing refuses to create (Service: Test, Status Code: 400, "
                + "Request ID: embedded)",
            "C CREATE_FAILED Resource creation cancelled",
            "orders ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [B, C]. "
                + "Rollback requested by user.",
            "A DELETE_IN_PROGRESS",
            "A DELETE_COMPLETE",
            "orders ROLLBACK_COMPLETE");
  }

  @Test
  void a_failed_update_is_rolled_back_to_what_was() {
    String kept = thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}");
    cloud.deploy(template(kept));
    Map<String, String> before = cloud.things();

    assertThat(
            cloud.deploy(
                template(
                    thing("A", "'2'")
                        + ","
                        + thing("New", "'n'")
                        + ","
                        + thing("B", "{'Fn::GetAtt': 'A.Value'}", "'Fail': 'update'"))))
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    assertThat(cloud.things()).isEqualTo(before);
    assertThat(cloud.events())
        .containsSubsequence(
            "B UPDATE_FAILED this thing refuses to update (Service: Test, Status Code: 400, "
                + "Request ID: embedded)",
            "orders UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [B].",
            "A UPDATE_COMPLETE",
            "orders UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "New DELETE_COMPLETE",
            "orders UPDATE_ROLLBACK_COMPLETE");
    assertThat(cloud.plan(template(kept)).statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to "
                + "create a change set.");
  }

  @Test
  void a_deleted_stack_takes_its_resources_along_and_is_found_by_its_arn_only() {
    cloud.deploy(template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}")));
    String arn = cloud.stack().stackId();

    cloud.client().deleteStack(r -> r.stackName(STACK));

    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
    assertThat(cloud.things()).isEmpty();
    Refused.by(() -> cloud.stack())
        .is(400, "ValidationError", "Stack with id orders does not exist");
    assertThat(cloud.events())
        .containsSubsequence("B DELETE_COMPLETE", "A DELETE_COMPLETE", "orders DELETE_COMPLETE");
  }
}

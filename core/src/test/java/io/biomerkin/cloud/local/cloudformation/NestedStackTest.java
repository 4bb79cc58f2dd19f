package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.nested;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

class NestedStackTest {

  private static final String OUTER =
      template(
          thing("X", "'1'") + "," + nested("In", "one", "'Value': {'Fn::GetAtt': ['X', 'Value']}"));

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void templates() {
    cloud = new StackHarness(folder);
    cloud.keep("one", inner(thing("A", "{'Ref': 'Value'}") + "," + thing("B", "'b'")));
    cloud.keep("two", inner(thing("A", "{'Ref': 'Value'}") + "," + thing("C", "'c'")));
    cloud.keep("failing", inner(thing("A", "'a'") + "," + failing("F", "A", "create")));
    cloud.keep("refusing", inner(thing("A", "'a'") + "," + thing("B", "'b'", "'Fail': 'delete'")));
  }

  private static String inner(String resources) {
    return template(resources)
        .replaceFirst("\\{", "{\"Parameters\": {\"Value\": {\"Type\": \"String\"}},");
  }

  /** A thing that fails, after another. */
  private static String failing(String id, String after, String on) {
    return "'"
        + id
        + "': {'Type': 'Test::Thing', 'DependsOn': '"
        + after
        + "', 'Properties': {'Name': 'bad', 'Value': '1', 'Fail': '"
        + on
        + "'}}";
  }

  @Test
  void a_stack_makes_the_stacks_that_are_nested_in_it() {
    assertThat(cloud.deploy(OUTER)).isEqualTo("CREATE_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("x", "a", "b").containsEntry("a", "1");
    Stack nested = cloud.nestedStack("In");
    assertThat(nested.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(nested.stackName()).startsWith(STACK + "-In-");
    assertThat(nested.parentId()).isEqualTo(cloud.stack().stackId());
    assertThat(nested.rootId()).isEqualTo(cloud.stack().stackId());
  }

  @Test
  void what_a_nested_stack_was_made_with_is_told_by_its_events() {
    cloud.deploy(OUTER);

    assertThat(cloud.events(cloud.nestedStack("In").stackId()))
        .contains("A CREATE_COMPLETE", "B CREATE_COMPLETE");
    assertThat(cloud.events()).contains("In CREATE_COMPLETE").doesNotContain("A CREATE_COMPLETE");
  }

  @Test
  void a_change_of_a_parameter_or_of_the_template_changes_what_is_nested() {
    cloud.deploy(OUTER);
    String arn = cloud.nestedStack("In").stackId();

    String changed = OUTER.replace("\"1\"", "\"2\"").replace("one.json", "two.json");
    assertThat(cloud.deploy(changed)).isEqualTo("UPDATE_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("x", "a", "c").containsEntry("a", "2");
    assertThat(cloud.nestedStack("In").stackId()).isEqualTo(arn);
    assertThat(cloud.nestedStack("In").stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void what_is_nested_no_more_goes() {
    cloud.deploy(OUTER);
    String arn = cloud.nestedStack("In").stackId();

    assertThat(cloud.deploy(template(thing("X", "'1'")))).isEqualTo("UPDATE_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("x");
    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void a_nested_stack_goes_with_its_parent() {
    cloud.deploy(OUTER);
    String root = cloud.stack().stackId();
    cloud.client().deleteStack(r -> r.stackName(STACK));

    assertThat(cloud.settle(root)).isEqualTo("DELETE_COMPLETE");
    assertThat(cloud.things()).isEmpty();
    assertThat(cloud.client().listStacks().stackSummaries())
        .extracting(StackSummary::stackStatusAsString)
        .containsOnly("DELETE_COMPLETE");
  }

  @Test
  void a_failure_inside_takes_the_creation_back_and_tells_where_to_look() {
    String root = OUTER.replace("one.json", "failing.json");
    assertThat(cloud.deploy(root)).isEqualTo("ROLLBACK_COMPLETE");

    assertThat(cloud.things()).isEmpty();
    String failure = line(cloud.events(), "In CREATE_FAILED");
    assertThat(failure)
        .startsWith("In CREATE_FAILED Embedded stack arn:aws:cloudformation:")
        .endsWith(
            " was not successfully created: The following resource(s) failed to create: [F].");
    String arn = failure.split(" ")[4];
    assertThat(line(cloud.events(arn), "F CREATE_FAILED")).contains("refuses to create");
    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void a_failure_inside_takes_an_update_back() {
    cloud.deploy(OUTER);

    assertThat(cloud.deploy(OUTER.replace("one.json", "failing.json").replace("\"1\"", "\"2\"")))
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("x", "a", "b").containsEntry("a", "1");
    assertThat(line(cloud.events(), "In UPDATE_FAILED"))
        .endsWith(
            " was not successfully updated: The following resource(s) failed to create: [F].");
    assertThat(cloud.nestedStack("In").stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void what_an_update_removes_inside_is_there_until_the_whole_has_succeeded() {
    cloud.deploy(OUTER);
    String failsLater =
        OUTER
            .replace("one.json", "two.json")
            .replaceFirst("\\}$", "")
            .replaceFirst("\\}$", "," + failing("Q", "In", "create").replace('\'', '"') + "}}");

    assertThat(cloud.deploy(failsLater)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    assertThat(cloud.things()).containsOnlyKeys("x", "a", "b");
    List<String> inside = cloud.events(cloud.nestedStack("In").stackId());
    assertThat(inside).contains("C CREATE_COMPLETE", "C DELETE_COMPLETE");
    assertThat(inside).doesNotContain("B DELETE_COMPLETE");
  }

  @Test
  void what_cannot_be_removed_inside_fails_the_deletion_with_its_name() {
    cloud.deploy(OUTER.replace("one.json", "refusing.json"));
    String root = cloud.stack().stackId();
    cloud.client().deleteStack(r -> r.stackName(STACK));

    assertThat(cloud.settle(root)).isEqualTo("DELETE_FAILED");
    assertThat(line(cloud.events(), "In DELETE_FAILED"))
        .endsWith(
            " was not successfully deleted: The following resource(s) failed to delete: [B].");
  }

  @Test
  void a_change_set_tells_what_changes_inside() {
    cloud.deploy(OUTER);

    String id = prepare(OUTER.replace("one.json", "two.json"));

    DescribeChangeSetResponse root = cloud.client().describeChangeSet(r -> r.changeSetName(id));
    assertThat(root.includeNestedStacks()).isTrue();
    assertThat(root.changes()).hasSize(1);
    ResourceChange nested = root.changes().get(0).resourceChange();
    assertThat(nested.actionAsString()).isEqualTo("Modify");
    assertThat(nested.physicalResourceId()).isEqualTo(cloud.nestedStack("In").stackId());
    DescribeChangeSetResponse inside =
        cloud.client().describeChangeSet(r -> r.changeSetName(nested.changeSetId()));
    assertThat(inside.rootChangeSetId()).isEqualTo(id);
    assertThat(inside.changes())
        .extracting(NestedStackTest::text)
        .containsExactlyInAnyOrder("Add C", "Remove B");
  }

  @Test
  void a_change_set_of_what_is_not_there_reserves_it_and_its_deletion_forgets_it() {
    cloud.deploy(template(thing("X", "'1'")));

    String id = prepare(OUTER);

    ResourceChange nested =
        cloud
            .client()
            .describeChangeSet(r -> r.changeSetName(id))
            .changes()
            .get(0)
            .resourceChange();
    assertThat(cloud.client().listStacks().stackSummaries())
        .extracting(StackSummary::stackId, StackSummary::stackStatusAsString)
        .contains(tuple(nested.physicalResourceId(), "REVIEW_IN_PROGRESS"));
    assertThat(
            cloud.client().describeChangeSet(r -> r.changeSetName(nested.changeSetId())).changes())
        .extracting(NestedStackTest::text)
        .containsExactlyInAnyOrder("Add A", "Add B");
    cloud.client().deleteChangeSet(r -> r.changeSetName(id));
    assertThat(cloud.client().listStacks().stackSummaries()).hasSize(1);
  }

  @Test
  void the_change_set_of_a_nested_stack_is_used_by_its_root_alone() {
    cloud.deploy(OUTER);
    String id = prepare(OUTER.replace("one.json", "two.json"));
    String inside =
        cloud
            .client()
            .describeChangeSet(r -> r.changeSetName(id))
            .changes()
            .get(0)
            .resourceChange()
            .changeSetId();

    String text =
        "ChangeSet ["
            + inside
            + "] belongs to the change set of its root stack ["
            + id
            + "], which has to be used";
    assertThatThrownBy(() -> cloud.client().executeChangeSet(r -> r.changeSetName(inside)))
        .hasMessageContaining(text);
    assertThatThrownBy(() -> cloud.client().deleteChangeSet(r -> r.changeSetName(inside)))
        .hasMessageContaining(text);
  }

  @Test
  void what_cannot_be_nested_is_refused() {
    assertThatThrownBy(() -> prepare(template(nested("In", "absent"))))
        .hasMessageContaining("S3 error: The specified key does not exist.");
    assertThatThrownBy(() -> prepare(template(nested("In", "one"))))
        .hasMessageContaining("Parameters: [Value] must have values");
    assertThatThrownBy(() -> prepare(template(nested("In", "one", "'Value':'1','More':'2'"))))
        .hasMessageContaining("Parameters: [More] do not exist in the template");
    String asked =
        template(
            nested("In", "one", "'Value':'1'")
                + ","
                + thing("Y", "{'Fn::GetAtt': ['In', 'Outputs.A']}"));
    assertThatThrownBy(() -> prepare(asked))
        .hasMessageContaining(
            "Template error: resource In does not support attribute type Outputs.A in Fn::GetAtt");
  }

  private String prepare(String template) {
    return cloud.prepare(template, OnStackFailure.ROLLBACK, true);
  }

  private static String text(Change change) {
    ResourceChange resource = change.resourceChange();
    return resource.actionAsString() + " " + resource.logicalResourceId();
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}

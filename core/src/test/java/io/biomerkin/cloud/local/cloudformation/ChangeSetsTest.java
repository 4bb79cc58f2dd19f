package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class ChangeSetsTest {

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
  }

  @Test
  void a_new_stack_is_in_review_until_its_change_set_is_executed() {
    DescribeChangeSetResponse plan = cloud.plan(template(thing("A", "'1'")));

    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
    assertThat(plan.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(plan.executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
    ResourceChange change = plan.changes().get(0).resourceChange();
    assertThat(change.action()).isEqualTo(ChangeAction.ADD);
    assertThat(change.logicalResourceId()).isEqualTo("A");
    assertThat(change.physicalResourceId()).isNull();
    assertThat(change.afterContext())
        .isEqualTo("{\"Properties\":{\"Name\":\"a\",\"Value\":\"1\"}}");
  }

  @Test
  void a_change_set_tells_what_is_added_changed_replaced_and_removed() {
    cloud.deploy(
        template(
            thing("Changed", "'1'")
                + ","
                + thing("Gone", "'1'")
                + ","
                + thing("Same", "'1'")
                + ",'Swapped': {'Type': 'Test::Thing', 'DeletionPolicy': 'Retain',"
                + " 'Properties': {'Value': '1', 'Kind': 'x'}}"));
    String swapped = cloud.resource("Swapped").physicalResourceId();

    DescribeChangeSetResponse plan =
        cloud.plan(
            template(
                thing("Changed", "'2'")
                    + ","
                    + thing("New", "'1'")
                    + ","
                    + thing("Same", "'1'")
                    + ",'Swapped': {'Type': 'Test::Thing', 'UpdateReplacePolicy': 'Retain',"
                    + " 'Properties': {'Value': '1', 'Kind': 'y'}}"));

    assertThat(plan.changes())
        .extracting(Change::resourceChange)
        .extracting(
            ResourceChange::action,
            ResourceChange::logicalResourceId,
            ResourceChange::physicalResourceId,
            ResourceChange::replacement,
            ResourceChange::policyAction)
        .containsExactly(
            tuple(ChangeAction.MODIFY, "Changed", "changed", Replacement.FALSE, null),
            tuple(ChangeAction.ADD, "New", null, null, null),
            tuple(
                ChangeAction.MODIFY,
                "Swapped",
                swapped,
                Replacement.TRUE,
                PolicyAction.REPLACE_AND_RETAIN),
            tuple(ChangeAction.REMOVE, "Gone", "gone", null, PolicyAction.DELETE));
    var detail = plan.changes().get(0).resourceChange().details().get(0);
    assertThat(detail.target().attribute()).isEqualTo(ResourceAttribute.PROPERTIES);
    assertThat(detail.target().name()).isEqualTo("Value");
    assertThat(detail.target().requiresRecreation()).isEqualTo(RequiresRecreation.NEVER);
    assertThat(detail.target().path()).isEqualTo("/Properties/Value");
    assertThat(detail.target().beforeValue()).isEqualTo("1");
    assertThat(detail.target().afterValue()).isEqualTo("2");
    assertThat(detail.evaluation()).isEqualTo(EvaluationType.STATIC);
    assertThat(detail.changeSource()).isEqualTo(ChangeSource.DIRECT_MODIFICATION);
  }

  @Test
  void what_follows_from_a_replacement_may_be_replaced_too() {
    String first = "'A': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': '%s'}}";
    String second =
        ",'B': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': {'Ref': 'A'}}}";
    cloud.deploy(template(first.formatted("x") + second));

    DescribeChangeSetResponse plan = cloud.plan(template(first.formatted("y") + second));

    ResourceChange follower = plan.changes().get(1).resourceChange();
    assertThat(follower.logicalResourceId()).isEqualTo("B");
    assertThat(follower.replacement()).isEqualTo(Replacement.CONDITIONAL);
    assertThat(follower.details())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.evaluation()).isEqualTo(EvaluationType.DYNAMIC);
              assertThat(detail.changeSource()).isEqualTo(ChangeSource.RESOURCE_REFERENCE);
              assertThat(detail.causingEntity()).isEqualTo("A");
              assertThat(detail.target().requiresRecreation()).isEqualTo(RequiresRecreation.ALWAYS);
              assertThat(detail.target().afterValue()).isEqualTo("{{changeSet:KNOWN_AFTER_APPLY}}");
            });
  }

  @Test
  void an_attribute_of_a_changed_resource_may_change() {
    String user = "," + thing("B", "{'Fn::GetAtt': ['A', 'Arn']}");
    cloud.deploy(template(thing("A", "'1'") + user));

    DescribeChangeSetResponse plan = cloud.plan(template(thing("A", "'2'") + user));

    var detail = plan.changes().get(1).resourceChange().details().get(0);
    assertThat(detail.changeSource()).isEqualTo(ChangeSource.RESOURCE_ATTRIBUTE);
    assertThat(detail.causingEntity()).isEqualTo("A.Arn");
    cloud.deploy(template(thing("A", "'2'") + user));
    assertThat(cloud.resource("B").resourceStatusAsString()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void a_changed_parameter_is_named_as_the_cause_and_a_secret_one_is_not_shown() {
    String template =
        "{'Parameters': {'P': {'Type': 'String', 'NoEcho': true}}, 'Resources': {"
            + thing("A", "{'Fn::Sub': 'x-${P}'}")
            + "}}";
    submitWith("first", ChangeSetType.CREATE, template, "hush");
    cloud.client().executeChangeSet(r -> r.stackName(STACK).changeSetName("first"));
    cloud.settle();

    submitWith("second", ChangeSetType.UPDATE, template, "whisper");

    DescribeChangeSetResponse plan =
        cloud
            .client()
            .describeChangeSet(
                r -> r.stackName(STACK).changeSetName("second").includePropertyValues(true));
    var detail = plan.changes().get(0).resourceChange().details().get(0);
    assertThat(detail.changeSource()).isEqualTo(ChangeSource.PARAMETER_REFERENCE);
    assertThat(detail.causingEntity()).isEqualTo("P");
    assertThat(plan.toString()).contains("x-****").doesNotContain("hush").doesNotContain("whisper");
    assertThat(cloud.stack().parameters())
        .containsExactly(Parameter.builder().parameterKey("P").parameterValue("****").build());
  }

  @Test
  void stack_tags_reach_the_resources_and_their_change_is_told() {
    String template = template(thing("A", "'1'"));
    cloud.deploy(template);

    cloud
        .client()
        .createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName("tags")
                    .usePreviousTemplate(true)
                    .tags(Tag.builder().key("release").value("7").build()));
    var plan = cloud.client().describeChangeSet(r -> r.stackName(STACK).changeSetName("tags"));
    assertThat(plan.changes().get(0).resourceChange().scope())
        .containsExactly(ResourceAttribute.TAGS);
    cloud.client().executeChangeSet(r -> r.stackName(STACK).changeSetName("tags"));
    cloud.settle();

    assertThat(cloud.thing("a").tags()).containsExactly(java.util.Map.entry("release", "7"));
  }

  @Test
  void a_change_set_without_changes_fails_with_the_words_of_aws() {
    cloud.deploy(template(thing("A", "'1'")));

    DescribeChangeSetResponse plan = cloud.plan(template(thing("A", "'1'")));

    assertThat(plan.status()).isEqualTo(ChangeSetStatus.FAILED);
    assertThat(plan.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
    assertThat(plan.statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to "
                + "create a change set.");
  }

  @Test
  void a_changed_output_is_a_change() {
    String thing = "'Resources': {" + thing("A", "'1'") + "}";
    cloud.deploy(("{" + thing + "}").replace('\'', '"'));

    DescribeChangeSetResponse plan =
        cloud.plan(("{" + thing + ", 'Outputs': {'O': {'Value': 'v'}}}").replace('\'', '"'));

    assertThat(plan.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(plan.changes()).isEmpty();
    cloud.client().executeChangeSet(r -> r.changeSetName(plan.changeSetId()));
    assertThat(cloud.settle()).isEqualTo("UPDATE_COMPLETE");
    assertThat(cloud.stack().outputs())
        .extracting(output -> output.outputKey() + "=" + output.outputValue())
        .containsExactly("O=v");
  }

  @Test
  void executing_twice_with_one_token_is_executing_once() {
    String id = cloud.prepare(template(thing("A", "'1'")), OnStackFailure.ROLLBACK);

    cloud.client().executeChangeSet(r -> r.changeSetName(id).clientRequestToken("t"));
    cloud.client().executeChangeSet(r -> r.changeSetName(id).clientRequestToken("t"));
    cloud.settle();
    cloud.client().executeChangeSet(r -> r.changeSetName(id).clientRequestToken("t"));

    assertThat(cloud.stack().stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    Refused again =
        Refused.by(
            () ->
                cloud.client().executeChangeSet(r -> r.changeSetName(id).clientRequestToken("u")));
    again.is(
        400,
        "InvalidChangeSetStatus",
        "ChangeSet ["
            + id
            + "] cannot be executed in its current execution status of [EXECUTE_COMPLETE]");
    assertThat(again.exception()).isInstanceOf(InvalidChangeSetStatusException.class);
  }

  @Test
  void a_change_set_made_before_another_was_executed_is_gone() {
    cloud.deploy(template(thing("A", "'1'")));
    String older = cloud.prepare(template(thing("A", "'2'")), OnStackFailure.ROLLBACK);

    cloud.deploy(template(thing("A", "'3'")));

    Refused gone = Refused.by(() -> cloud.client().describeChangeSet(r -> r.changeSetName(older)));
    gone.is(404, "ChangeSetNotFound", "ChangeSet [" + older + "] does not exist");
  }

  @Test
  void a_change_set_made_before_an_update_without_one_is_obsolete() {
    cloud.deploy(template(thing("A", "'1'")));
    String older = cloud.prepare(template(thing("A", "'2'")), OnStackFailure.ROLLBACK);

    cloud.client().updateStack(r -> r.stackName(STACK).templateBody(template(thing("A", "'3'"))));
    cloud.settle();

    assertThat(cloud.client().describeChangeSet(r -> r.changeSetName(older)).executionStatus())
        .isEqualTo(ExecutionStatus.OBSOLETE);
  }

  @Test
  void a_name_is_taken_unless_the_same_request_comes_again() {
    String template = template(thing("A", "'1'"));
    var first = create("one", "token", template);

    assertThat(create("one", "token", template).id()).isEqualTo(first.id());
    Refused other = Refused.by(() -> create("one", "other", template));
    other.is(
        400,
        "AlreadyExistsException",
        "ChangeSet one cannot be created due to a mismatch with existing attribute Name");
    assertThat(other.exception()).isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void change_sets_are_listed_and_deleted() {
    create("one", "1", template(thing("A", "'1'")));
    create("two", "2", template(thing("A", "'1'")));

    cloud.client().deleteChangeSet(r -> r.stackName(STACK).changeSetName("one"));
    cloud.client().deleteChangeSet(r -> r.stackName(STACK).changeSetName("one"));

    assertThat(cloud.client().listChangeSets(r -> r.stackName(STACK)).summaries())
        .extracting(summary -> summary.changeSetName())
        .containsExactly("two");
    Refused gone =
        Refused.by(
            () -> cloud.client().describeChangeSet(r -> r.stackName(STACK).changeSetName("one")));
    gone.is(404, "ChangeSetNotFound", "ChangeSet [one] does not exist");
    assertThat(gone.exception()).isInstanceOf(ChangeSetNotFoundException.class);
  }

  @Test
  void a_stack_can_be_created_once_and_only_a_stack_that_is_there_be_updated() {
    Refused.by(
            () ->
                cloud
                    .client()
                    .createChangeSet(
                        r ->
                            r.stackName(STACK)
                                .changeSetName("c")
                                .templateBody(template(thing("A", "'1'")))))
        .withText("Stack [orders] does not exist");
    cloud.deploy(template(thing("A", "'1'")));

    Refused.by(() -> create("c", "t", template(thing("A", "'2'"))))
        .withText(
            "Stack [orders] already exists and cannot be created again with the changeSet [c].");
  }

  @Test
  void more_changes_than_fit_on_a_page_are_told_on_the_next() {
    StringBuilder things = new StringBuilder(thing("T0", "'1'"));
    for (int i = 1; i < 230; i++) {
      things.append(",").append(thing("T" + i, "'1'"));
    }
    String id = cloud.prepare(template(things.toString()), OnStackFailure.ROLLBACK);

    List<Change> all =
        cloud.client().describeChangeSetPaginator(r -> r.changeSetName(id)).changes().stream()
            .toList();

    assertThat(all).hasSize(230).doesNotHaveDuplicates();
  }

  private software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse create(
      String name, String token, String template) {
    return cloud
        .client()
        .createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName(name)
                    .clientToken(token)
                    .changeSetType(ChangeSetType.CREATE)
                    .templateBody(template));
  }

  private void submitWith(String name, ChangeSetType type, String template, String parameter) {
    cloud
        .client()
        .createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName(name)
                    .changeSetType(type)
                    .parameters(
                        Parameter.builder().parameterKey("P").parameterValue(parameter).build())
                    .templateBody(template.replace('\'', '"')));
  }
}

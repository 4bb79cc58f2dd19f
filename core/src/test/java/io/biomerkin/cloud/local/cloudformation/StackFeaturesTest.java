package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.S3Client;

class StackFeaturesTest {

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
  }

  @ParameterizedTest
  @CsvSource({"Delete, ''", "Retain, a", "RetainExceptOnCreate, a"})
  void a_deletion_policy_decides_what_a_deleted_stack_leaves(String policy, String left) {
    cloud.deploy(template(withPolicy("'DeletionPolicy': '" + policy + "'")));
    String arn = cloud.stack().stackId();

    cloud.client().deleteStack(r -> r.stackName(STACK));

    assertThat(cloud.settle(arn)).isEqualTo("DELETE_COMPLETE");
    assertThat(String.join(",", cloud.things().keySet())).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource({"Delete, ''", "Retain, a", "RetainExceptOnCreate, ''"})
  void a_deletion_policy_decides_what_a_rolled_back_creation_leaves(String policy, String left) {
    cloud.deploy(
        template(
            withPolicy("'DeletionPolicy': '" + policy + "'")
                + ","
                + thing("B", "{'Ref': 'A'}", "'Fail': 'create'")));

    assertThat(String.join(",", cloud.things().keySet())).isEqualTo(left);
  }

  @Test
  void an_update_replace_policy_keeps_what_was_replaced() {
    String unnamed =
        "'A': {'Type': 'Test::Thing', 'UpdateReplacePolicy': 'Retain', 'Properties': {'Value':"
            + " '1', 'Kind': '%s'}}";
    cloud.deploy(template(unnamed.formatted("x")));
    String old = cloud.resource("A").physicalResourceId();

    cloud.deploy(template(unnamed.formatted("y")));

    assertThat(cloud.things())
        .containsOnlyKeys(old, cloud.resource("A").physicalResourceId())
        .hasSize(2);
    assertThat(cloud.events()).contains("A DELETE_SKIPPED");
  }

  @Test
  void conditions_and_parameters_choose_what_there_is() {
    String template =
        ("{'Parameters': {'Stage': {'Type': 'String', 'Default': 'dev', 'AllowedValues': ['dev',"
                + " 'prod']}}, 'Conditions': {'Live': {'Fn::Equals': [{'Ref': 'Stage'}, 'prod']},"
                + " 'Toy': {'Fn::Not': [{'Condition': 'Live'}]}}, 'Resources': {"
                + thing("A", "{'Fn::If': ['Live', 'big', 'small']}")
                + ", 'B': {'Type': 'Test::Thing', 'Condition': 'Live', 'Properties': {'Name':"
                + " {'Fn::Sub': '${AWS::StackName}-${Stage}'}, 'Value': {'Ref':"
                + " 'AWS::Region'}}}}, 'Outputs': {'B': {'Condition': 'Live', 'Value': {'Ref':"
                + " 'B'}}, 'T': {'Condition': 'Toy', 'Value': 'toy'}}}")
            .replace('\'', '"');
    cloud.client().createStack(r -> r.stackName(STACK).templateBody(template));
    assertThat(cloud.settle()).isEqualTo("CREATE_COMPLETE");
    assertThat(cloud.things()).containsExactly(java.util.Map.entry("a", "small"));
    assertThat(cloud.stack().outputs()).extracting(o -> o.outputKey()).containsExactly("T");

    cloud
        .client()
        .updateStack(r -> r.stackName(STACK).usePreviousTemplate(true).parameters(stage("prod")));
    assertThat(cloud.settle()).isEqualTo("UPDATE_COMPLETE");
    assertThat(cloud.things())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of("a", "big", "orders-prod", "us-east-1"));

    Refused.by(
            () ->
                cloud
                    .client()
                    .updateStack(
                        r ->
                            r.stackName(STACK).usePreviousTemplate(true).parameters(stage("prod"))))
        .withText("No updates are to be performed.");
    Refused.by(
            () ->
                cloud
                    .client()
                    .updateStack(
                        r -> r.stackName(STACK).usePreviousTemplate(true).parameters(stage("qa"))))
        .withText("Parameter 'Stage' must be one of AllowedValues");
  }

  @Test
  void parameters_must_have_values_and_be_in_the_template() {
    String template =
        ("{'Parameters': {'P': {'Type': 'String'}}, 'Resources': {" + thing("A", "1") + "}}")
            .replace('\'', '"');

    Refused.by(() -> cloud.client().createStack(r -> r.stackName(STACK).templateBody(template)))
        .withText("Parameters: [P] must have values");
    Refused.by(
            () ->
                cloud
                    .client()
                    .createStack(
                        r -> r.stackName(STACK).templateBody(template).parameters(stage("x"))))
        .withText("Parameters: [Stage] do not exist in the template");
  }

  @Test
  void a_stack_uses_what_another_exports_and_holds_it() {
    String exporting =
        ("{'Resources': {"
                + thing("A", "'1'")
                + "}, 'Outputs': {'O': {'Value': {'Fn::GetAtt': 'A.Arn'}, 'Export': {'Name':"
                + " 'shared'}}}}")
            .replace('\'', '"');
    cloud.client().createStack(r -> r.stackName("giver").templateBody(exporting));
    cloud.settle("giver");
    String importing = template(thing("B", "{'Fn::ImportValue': 'shared'}"));
    cloud.client().createStack(r -> r.stackName("taker").templateBody(importing));
    cloud.settle("taker");

    assertThat(cloud.things()).containsEntry("b", "arn:aws:test:us-east-1:111111111111:thing/a");
    assertThat(cloud.client().listExports().exports())
        .extracting(export -> export.name())
        .containsExactly("shared");
    cloud.client().deleteStack(r -> r.stackName("giver"));
    assertThat(cloud.settle("giver")).isEqualTo("DELETE_FAILED");
    assertThat(
            cloud
                .client()
                .describeStacks(r -> r.stackName("giver"))
                .stacks()
                .get(0)
                .stackStatusReason())
        .isEqualTo("Export shared cannot be deleted as it is in use by taker");
    Refused.by(
            () ->
                cloud
                    .client()
                    .createStack(
                        r ->
                            r.stackName("lost")
                                .templateBody(
                                    template(thing("C", "{'Fn::ImportValue': 'nothing'}")))))
        .withText("No export named nothing found.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://templates.s3.amazonaws.com/a/b.json",
    "https://templates.s3.us-east-1.amazonaws.com/a/b.json",
    "https://s3.us-east-1.amazonaws.com/templates/a/b.json",
    "https://s3.amazonaws.com/templates/a/b.json"
  })
  void a_template_is_read_from_s3(String url) {
    S3Client s3 = cloud.cloud().client(S3Client.class);
    s3.createBucket(r -> r.bucket("templates"));
    s3.putObject(
        r -> r.bucket("templates").key("a/b.json"),
        RequestBody.fromString(template(thing("A", "'1'"))));

    cloud.client().createStack(r -> r.stackName(STACK).templateURL(url));

    assertThat(cloud.settle()).isEqualTo("CREATE_COMPLETE");
  }

  @ParameterizedTest
  @CsvSource({
    "http://templates.s3.amazonaws.com/a.json",
    "https://example.org/templates/a.json",
    "https://s3.amazonaws.com/templates",
    "nonsense"
  })
  void a_url_that_is_none_of_s3_is_refused(String url) {
    Refused.by(() -> cloud.client().createStack(r -> r.stackName(STACK).templateURL(url)))
        .withText("TemplateURL must be a supported URL.");
  }

  @Test
  void a_template_from_s3_may_be_a_million_bytes_at_most() {
    S3Client s3 = cloud.cloud().client(S3Client.class);
    s3.createBucket(r -> r.bucket("templates"));
    s3.putObject(
        r -> r.bucket("templates").key("a.json"), RequestBody.fromString(" ".repeat(1_000_001)));

    Refused.by(
            () ->
                cloud
                    .client()
                    .validateTemplate(
                        r -> r.templateURL("https://templates.s3.amazonaws.com/a.json")))
        .withText("Template may not exceed 1000000 bytes in size.");
  }

  @Test
  void events_are_told_newest_first_and_page_by_page() {
    StringBuilder things = new StringBuilder(thing("T0", "'1'"));
    for (int i = 1; i < 120; i++) {
      things.append(",").append(thing("T" + i, "'1'"));
    }
    cloud.deploy(template(things.toString()));

    List<StackEvent> all =
        cloud.client().describeStackEventsPaginator(r -> r.stackName(STACK)).stackEvents().stream()
            .toList();

    assertThat(all).hasSize(3 + 3 * 120).extracting(StackEvent::eventId).doesNotHaveDuplicates();
    assertThat(all.get(0).resourceStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(all.get(0).logicalResourceId()).isEqualTo(STACK);
    assertThat(all.get(all.size() - 1).resourceStatusAsString()).isEqualTo("REVIEW_IN_PROGRESS");
  }

  @Test
  void a_name_can_be_used_again_after_its_stack_was_deleted() {
    cloud.deploy(template(thing("A", "'1'")));
    String first = cloud.stack().stackId();
    cloud.client().deleteStack(r -> r.stackName(STACK));
    cloud.settle(first);

    cloud.submit(template(thing("B", "'2'")), OnStackFailure.ROLLBACK);
    cloud.settle();

    assertThat(cloud.stack().stackId()).isNotEqualTo(first);
    assertThat(cloud.client().listStacks().stackSummaries())
        .extracting(stack -> stack.stackStatus())
        .containsExactlyInAnyOrder(StackStatus.CREATE_COMPLETE, StackStatus.DELETE_COMPLETE);
    assertThat(
            cloud.client().describeStacks(r -> r.stackName(first)).stacks().get(0).deletionTime())
        .isNotNull();
  }

  @Test
  void a_second_stack_of_a_name_is_refused() {
    String template = template(thing("A", "'1'"));
    cloud.client().createStack(r -> r.stackName(STACK).templateBody(template));

    Refused.by(() -> cloud.client().createStack(r -> r.stackName(STACK).templateBody(template)))
        .is(400, "AlreadyExistsException", "Stack [orders] already exists");
  }

  @Test
  void the_template_is_given_back_as_it_was_submitted() {
    String template = template(thing("A", "'1'")) + "\n";
    cloud.deploy(template);

    assertThat(cloud.client().getTemplate(r -> r.stackName(STACK)).templateBody())
        .isEqualTo(template);
    assertThat(cloud.client().getTemplateSummary(r -> r.stackName(STACK)).resourceTypes())
        .containsExactly("Test::Thing");
  }

  private static String withPolicy(String policy) {
    return thing("A", "'1'").replace("'Type'", policy + ", 'Type'");
  }

  private static Parameter stage(String value) {
    return Parameter.builder().parameterKey("Stage").parameterValue(value).build();
  }
}

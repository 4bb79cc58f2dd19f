package io.biomerkin.cloud.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Resources that exist become a stack's. */
class ImportTest {

  private static final String KEPT =
      "'Work': {'Type': 'AWS::SQS::Queue', 'DeletionPolicy': 'Retain',"
          + " 'Properties': {'QueueName': 'work', 'VisibilityTimeout': 60}}";
  private static final String FAILING =
      StackHarness.thing("Broken", "{'Ref': 'Work'}", "'Fail': 'create'");

  private StackHarness stacks;

  @BeforeEach
  void a_queue_that_nobody_owns(@TempDir Path folder) {
    stacks = new StackHarness(folder);
    sqs().createQueue(r -> r.queueName("work"));
  }

  @Test
  void one_that_is_retained_is_planned_as_import_and_gets_the_settings_of_the_template() {
    assertThat(plan("new", ChangeSetType.CREATE, StackHarness.template(KEPT), true))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.resourceChange().actionAsString()).isEqualTo("Import");
              assertThat(change.resourceChange().physicalResourceId()).endsWith("/work");
            });
    assertThat(execute("new")).isEqualTo("CREATE_COMPLETE");
    assertThat(statuses("Work")).contains("IMPORT_IN_PROGRESS", "IMPORT_COMPLETE");
    assertThat(visibility()).isEqualTo("60");
  }

  @Test
  void without_being_asked_for_it_a_name_that_exists_fails() {
    plan("new", ChangeSetType.CREATE, StackHarness.template(KEPT), false);
    assertThat(execute("new")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(visibility()).isEqualTo("30");
  }

  @Test
  void one_that_would_not_be_retained_is_not_imported() {
    String owned = KEPT.replace("'DeletionPolicy': 'Retain',", "");
    plan("new", ChangeSetType.CREATE, StackHarness.template(owned), true);
    assertThat(execute("new")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(visibility()).isEqualTo("30");
  }

  @Test
  void a_failure_later_on_does_not_delete_it() {
    String onCreate = KEPT.replace("'Retain'", "'RetainExceptOnCreate'");
    plan("new", ChangeSetType.CREATE, StackHarness.template(onCreate + ", " + FAILING), true);
    assertThat(execute("new")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(visibility()).isNotEmpty();
  }

  @Test
  void an_update_that_fails_does_not_delete_it() {
    stacks.deploy(StackHarness.template(StackHarness.thing("First", "'a'")));
    String both = StackHarness.thing("First", "'a'") + ", " + KEPT;
    plan("more", ChangeSetType.UPDATE, StackHarness.template(both + ", " + FAILING), true);
    assertThat(execute("more")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(visibility()).isNotEmpty();
    plan("again", ChangeSetType.UPDATE, StackHarness.template(both), true);
    assertThat(execute("again")).isEqualTo("UPDATE_COMPLETE");
    assertThat(statuses("Work")).contains("IMPORT_COMPLETE");
  }

  private List<Change> plan(String name, ChangeSetType type, String template, boolean imports) {
    stacks
        .client()
        .createChangeSet(
            r ->
                r.stackName(StackHarness.STACK)
                    .changeSetName(name)
                    .changeSetType(type)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .importExistingResources(imports)
                    .templateBody(template));
    return stacks
        .client()
        .describeChangeSet(r -> r.stackName(StackHarness.STACK).changeSetName(name))
        .changes();
  }

  private String execute(String name) {
    stacks.client().executeChangeSet(r -> r.stackName(StackHarness.STACK).changeSetName(name));
    return stacks.settle();
  }

  private List<String> statuses(String logicalId) {
    return stacks
        .client()
        .describeStackEvents(r -> r.stackName(StackHarness.STACK))
        .stackEvents()
        .stream()
        .filter(event -> event.logicalResourceId().equals(logicalId))
        .map(StackEvent::resourceStatusAsString)
        .toList();
  }

  private String visibility() {
    String url = sqs().getQueueUrl(r -> r.queueName("work")).queueUrl();
    return sqs()
        .getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"))
        .attributesAsStrings()
        .getOrDefault("VisibilityTimeout", "");
  }

  private SqsClient sqs() {
    return stacks.cloud().client(SqsClient.class);
  }
}

package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.MovableClock;
import io.biomerkin.cloud.local.state.StateStore;
import io.biomerkin.cloud.local.state.Writes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.s3.S3Client;

/** An embedded cloud with what tests of stacks do again and again. */
final class StackHarness {

  static final String STACK = "orders";

  private final Cloud cloud;
  private final StateStore state;
  private int changes;

  StackHarness(Path folder) {
    this(folder, Writes.atomic());
  }

  StackHarness(Path folder, Writes writes) {
    state = StateStore.open(folder, writes);
    cloud =
        LocalAccount.open(
            state, "111111111111", "us-east-1", CloudClock.unpaced(new MovableClock()));
  }

  CloudFormationClient client() {
    return cloud.client(CloudFormationClient.class);
  }

  Cloud cloud() {
    return cloud;
  }

  /** The things that are there, by name, with their values. */
  Map<String, String> things() {
    Map<String, String> things = new TreeMap<>();
    for (ThingType.Thing thing : state.documents("test/things", ThingType.Thing.class).all()) {
      things.put(thing.name(), thing.value());
    }
    return things;
  }

  ThingType.Thing thing(String name) {
    return state.documents("test/things", ThingType.Thing.class).get(name).orElseThrow();
  }

  /** A template of resources, single quotes for double ones. */
  static String template(String resources) {
    return ("{'Resources': {" + resources + "}}").replace('\'', '"');
  }

  /** A thing, named as its logical id in lower case, with a value and more properties. */
  static String thing(String id, String value, String... more) {
    String properties =
        "'Name': '" + id.toLowerCase(java.util.Locale.ROOT) + "', 'Value': " + value;
    for (String property : more) {
      properties += ", " + property;
    }
    return "'" + id + "': {'Type': 'Test::Thing', 'Properties': {" + properties + "}}";
  }

  /** A stack nested as that logical id, of a template that {@link #keep} has kept. */
  static String nested(String id, String name, String... parameters) {
    String given = parameters.length == 0 ? "" : ", 'Parameters': {" + parameters[0] + "}";
    return "'"
        + id
        + "': {'Type': 'AWS::CloudFormation::Stack', 'Properties': {'TemplateURL': '"
        + "https://templates.s3.us-east-1.amazonaws.com/"
        + name
        + ".json'"
        + given
        + "}}";
  }

  /** Keeps a template where a nested stack finds it. */
  StackHarness keep(String name, String template) {
    S3Client s3 = cloud.client(S3Client.class);
    if (s3.listBuckets().buckets().isEmpty()) {
      s3.createBucket(r -> r.bucket("templates"));
    }
    s3.putObject(
        r -> r.bucket("templates").key(name + ".json"),
        software.amazon.awssdk.core.sync.RequestBody.fromString(template));
    return this;
  }

  /** The stack nested as that logical id. */
  Stack nestedStack(String logicalId) {
    String arn = resource(logicalId).physicalResourceId();
    return client().describeStacks(r -> r.stackName(arn)).stacks().get(0);
  }

  void create(String template) {
    submit(template, OnStackFailure.ROLLBACK);
  }

  /** Begins the creation or the update of the stack. */
  void submit(String template, OnStackFailure onFailure) {
    String name = prepare(template, onFailure);
    client().executeChangeSet(r -> r.stackName(STACK).changeSetName(name));
  }

  /** Makes a change set; returns its ARN. */
  String prepare(String template, OnStackFailure onFailure) {
    return prepare(template, onFailure, false);
  }

  /** The same, with those of nested stacks. */
  String prepare(String template, OnStackFailure onFailure, boolean nests) {
    String name = "change-" + ++changes;
    ChangeSetType type = exists() ? ChangeSetType.UPDATE : ChangeSetType.CREATE;
    return client()
        .createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName(name)
                    .changeSetType(type)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .onStackFailure(onFailure)
                    .includeNestedStacks(nests)
                    .templateBody(template))
        .id();
  }

  DescribeChangeSetResponse plan(String template) {
    String id = prepare(template, OnStackFailure.ROLLBACK);
    return client().describeChangeSet(r -> r.changeSetName(id).includePropertyValues(true));
  }

  private boolean exists() {
    return client().listStacks().stackSummaries().stream()
        .anyMatch(
            stack ->
                stack.stackName().equals(STACK)
                    && !List.of("DELETE_COMPLETE", "REVIEW_IN_PROGRESS")
                        .contains(stack.stackStatusAsString()));
  }

  /** Looks at the stack until it rests; returns its status. */
  String settle() {
    return settle(STACK);
  }

  String settle(String stack) {
    String id = client().describeStacks(r -> r.stackName(stack)).stacks().get(0).stackId();
    for (int looks = 0; looks < 100; looks++) {
      Stack now = client().describeStacks(r -> r.stackName(id)).stacks().get(0);
      if (!now.stackStatusAsString().endsWith("_IN_PROGRESS")) {
        return now.stackStatusAsString();
      }
    }
    throw new AssertionError("the stack does not come to rest");
  }

  /** Submits the template and takes the stack to its rest. */
  String deploy(String template) {
    submit(template, OnStackFailure.ROLLBACK);
    return settle();
  }

  Stack stack() {
    return client().describeStacks(r -> r.stackName(STACK)).stacks().get(0);
  }

  StackResource resource(String logicalId) {
    return client()
        .describeStackResources(r -> r.stackName(STACK).logicalResourceId(logicalId))
        .stackResources()
        .get(0);
  }

  /** Events as {@code LogicalId STATUS reason}, oldest first. */
  List<String> events() {
    if (client().listStacks().stackSummaries().isEmpty()) {
      return List.of();
    }
    return events(newest());
  }

  /** The ARN of the newest stack of that name, deleted or not. */
  String newest() {
    return client().listStacks().stackSummaries().stream()
        .filter(stack -> stack.stackName().equals(STACK))
        .findFirst()
        .orElseThrow()
        .stackId();
  }

  /** The same of one stack. */
  List<String> events(String arn) {
    List<StackEvent> events =
        client().describeStackEventsPaginator(r -> r.stackName(arn)).stackEvents().stream()
            .toList();
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    for (StackEvent event : events) {
      String reason =
          event.resourceStatusReason() == null ? "" : " " + event.resourceStatusReason();
      lines.add(0, event.logicalResourceId() + " " + event.resourceStatusAsString() + reason);
    }
    return lines;
  }
}

package io.biomerkin.cloud.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What is changed past a stack is found, and taken back. */
class DriftTest {

  private static final String STACK = "BiomerkinProd";
  private static final String STORE = "biomerkin-releases-333333333333-us-east-1";

  /** Types that the example has none of. */
  private static final String MORE =
      """
      {"Resources": {
        "Box": {"Type": "AWS::S3::Bucket", "Properties": {
          "BucketName": "a-box",
          "VersioningConfiguration": {"Status": "Enabled"},
          "BucketEncryption": {"ServerSideEncryptionConfiguration": [
            {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]},
          "LifecycleConfiguration": {"Rules": [
            {"Id": "old", "Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]},
          "PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "BlockPublicPolicy": true,
            "IgnorePublicAcls": true, "RestrictPublicBuckets": true}}},
        "BoxPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": {
          "Bucket": {"Ref": "Box"},
          "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::a-box/*",
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}},
        "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "a-queue"}},
        "WorkPolicy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {
          "Queues": [{"Ref": "Work"}],
          "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
             "Action": "sqs:SendMessage", "Resource": "*"}]}}},
        "News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "a-topic",
          "Subscription": [{"Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Work", "Arn"]}}]}},
        "NewsPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {
          "Topics": [{"Ref": "News"}],
          "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
             "Action": "sns:Publish", "Resource": "*"}]}}},
        "Nightly": {"Type": "AWS::Events::Rule", "Properties": {
          "Name": "nightly", "ScheduleExpression": "rate(1 day)", "State": "ENABLED",
          "Targets": [{"Id": "news", "Arn": {"Ref": "News"}}]}},
        "Worker": {"Type": "AWS::IAM::Role", "Properties": {
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}}},
        "WorkerPolicy": {"Type": "AWS::IAM::Policy", "Properties": {
          "PolicyName": "take", "Roles": [{"Ref": "Worker"}],
          "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage",
              "sqs:GetQueueAttributes"], "Resource": "*"}]}}},
        "Handler": {"Type": "AWS::Lambda::Function", "DependsOn": "WorkerPolicy", "Properties": {
          "FunctionName": "a-worker", "Runtime": "python3.11", "Handler": "index.handler",
          "Role": {"Fn::GetAtt": ["Worker", "Arn"]},
          "Code": {"ZipFile": "def handler(event, context): return 1"}}},
        "Feed": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
          "FunctionName": {"Ref": "Handler"}, "BatchSize": 5,
          "EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}}}
      }}
      """;

  private Cloud cloud;

  @BeforeEach
  void a_stack_of_every_type(@TempDir Path folder) throws IOException {
    cloud =
        LocalAccount.open(
            folder, "333333333333", "us-east-1", CloudClock.unpaced(new MovableClock()));
    client(S3Client.class).createBucket(r -> r.bucket(STORE));
    byte[] zip = zip(folder);
    for (String agent :
        List.of("orchestrator", "genomics", "proteomics", "literature", "drug", "decision")) {
      client(S3Client.class).putObject(r -> r.bucket(STORE).key(agent), RequestBody.fromBytes(zip));
    }
    create(STACK, snapshot());
    create("more", MORE);
  }

  @Test
  void a_stack_that_nobody_touched_has_none() {
    assertThat(drift(STACK)).isEmpty();
    assertThat(drift("more")).isEmpty();
    assertThat(checked(STACK)).isGreaterThan(80);
  }

  @Test
  void each_change_is_found_by_property_and_taken_back() {
    String function = "biomerkin-drug-prod";
    client(LambdaClient.class)
        .updateFunctionConfiguration(r -> r.functionName(function).memorySize(3008).timeout(7));
    client(LambdaClient.class).deleteFunctionConcurrency(r -> r.functionName(function));
    client(LambdaClient.class)
        .updateAlias(r -> r.functionName(function).name("live").description("by hand"));
    client(IamClient.class)
        .putRolePolicy(
            r ->
                r.roleName(role("DrugRole"))
                    .policyName(policy("DrugRole"))
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"*\",\"Resource\":\"*\"}]}"));
    client(CloudWatchLogsClient.class)
        .deleteRetentionPolicy(r -> r.logGroupName(physical(STACK, "DrugLogs")));
    client(SsmClient.class)
        .putParameter(r -> r.name("/biomerkin/prod/config").value("{}").overwrite(true));
    client(SqsClient.class)
        .setQueueAttributes(
            r ->
                r.queueUrl(physical(STACK, "WorkflowQueue"))
                    .attributesWithStrings(Map.of("MessageRetentionPeriod", "60")));
    client(DynamoDbClient.class)
        .updateTable(r -> r.tableName("biomerkin-workflows-prod").deletionProtectionEnabled(false));
    client(CloudWatchClient.class)
        .deleteAlarms(r -> r.alarmNames(physical(STACK, "DrugErrorsAlarm")));
    client(ApplicationAutoScalingClient.class)
        .registerScalableTarget(
            r ->
                r.serviceNamespace("lambda")
                    .resourceId("function:biomerkin-orchestrator-prod:live")
                    .scalableDimension("lambda:function:ProvisionedConcurrency")
                    .minCapacity(0)
                    .maxCapacity(1));
    RestApi api = client(ApiGatewayClient.class).getRestApis().items().get(0);
    client(ApiGatewayClient.class)
        .updateStage(
            r ->
                r.restApiId(api.id())
                    .stageName("prod")
                    .patchOperations(p -> p.op("replace").path("/description").value("by hand")));
    client(SecretsManagerClient.class)
        .updateSecret(r -> r.secretId("biomerkin/prod/api-keys").description("by hand"));

    Map<String, String> found = drift(STACK);
    assertThat(found).containsEntry("DrugErrorsAlarm", "DELETED");
    assertThat(found.get("DrugAgent")).startsWith("/MemorySize ").contains("/Timeout ");
    assertThat(found.get("DrugRole")).startsWith("/Policies ");
    assertThat(found)
        .containsOnlyKeys(
            "Config",
            "DrugAgent",
            "DrugErrorsAlarm",
            "DrugLogs",
            "DrugRole",
            "OrchestratorScaling",
            "WorkflowQueue");

    revert(STACK, snapshot());

    assertThat(drift(STACK)).isEmpty();
  }

  @Test
  void the_other_types_too() {
    client(S3Client.class)
        .putBucketVersioning(
            r -> r.bucket("a-box").versioningConfiguration(v -> v.status("Suspended")));
    client(S3Client.class).deleteBucketLifecycle(r -> r.bucket("a-box"));
    client(S3Client.class).deleteBucketPolicy(r -> r.bucket("a-box"));
    client(SqsClient.class)
        .setQueueAttributes(
            r -> r.queueUrl(physical("more", "Work")).attributesWithStrings(Map.of("Policy", "")));
    client(SnsClient.class).listSubscriptions().subscriptions().stream()
        .filter(s -> s.protocol().equals("sqs"))
        .forEach(
            s -> client(SnsClient.class).unsubscribe(r -> r.subscriptionArn(s.subscriptionArn())));
    client(EventBridgeClient.class).disableRule(r -> r.name("nightly"));
    client(IamClient.class)
        .deleteRolePolicy(r -> r.roleName(physical("more", "Worker")).policyName("take"));
    client(LambdaClient.class)
        .updateEventSourceMapping(r -> r.uuid(physical("more", "Feed")).batchSize(1));

    assertThat(drift("more"))
        .containsEntry("BoxPolicy", "DELETED")
        .containsEntry("WorkerPolicy", "DELETED")
        .containsEntry("Nightly", "/State ENABLED -> DISABLED")
        .containsEntry("Feed", "/BatchSize 5 -> 1")
        .containsKeys("News", "WorkPolicy")
        .hasEntrySatisfying(
            "Box",
            text ->
                assertThat(text)
                    .contains("/VersioningConfiguration/Status Enabled -> Suspended")
                    .contains("/LifecycleConfiguration"));

    revert("more", MORE);

    assertThat(drift("more")).isEmpty();
  }

  @Test
  void a_whole_function_that_was_deleted_comes_back_with_what_hung_on_it() {
    client(LambdaClient.class).deleteFunction(r -> r.functionName("biomerkin-drug-prod"));

    assertThat(drift(STACK))
        .containsEntry("DrugAgent", "DELETED")
        .containsEntry("DrugLive", "DELETED");
    DescribeChangeSetResponse changes = plan(STACK, snapshot());
    assertThat(changes.deploymentMode()).isEqualTo(DeploymentMode.REVERT_DRIFT);
    assertThat(changes.changes())
        .filteredOn(change -> change.resourceChange().logicalResourceId().equals("DrugAgent"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.resourceChange().actionAsString()).isEqualTo("Add");
              assertThat(change.resourceChange().resourceDriftStatusAsString())
                  .isEqualTo("DELETED");
            });

    revert(STACK, snapshot());

    assertThat(drift(STACK)).isEmpty();
    assertThat(
            client(LambdaClient.class)
                .getAlias(r -> r.functionName("biomerkin-drug-prod").name("live"))
                .functionVersion())
        .isEqualTo("1");
  }

  @Test
  void an_ordinary_change_set_does_not_see_it() {
    client(EventBridgeClient.class).disableRule(r -> r.name("nightly"));
    String id = changeSet("more", MORE, Optional.empty());

    assertThat(
            client(CloudFormationClient.class)
                .describeChangeSet(r -> r.changeSetName(id))
                .statusReason())
        .contains("didn't contain changes");
  }

  @Test
  void a_stack_that_does_not_exist_or_is_new_is_refused() {
    CloudFormationClient stacks = client(CloudFormationClient.class);
    assertThatThrownBy(() -> stacks.detectStackDrift(r -> r.stackName("none")))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageStartingWith("Stack [none] does not exist");
    assertThatThrownBy(
            () -> stacks.detectStackDrift(r -> r.stackName("more").logicalResourceIds("Nobody")))
        .hasMessageStartingWith("Resource(s) [Nobody] do not exist in stack [more]");
    assertThatThrownBy(
            () -> stacks.describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId("x")))
        .hasMessageStartingWith("Drift detection with id [x] does not exist");
    assertThatThrownBy(
            () ->
                stacks.createChangeSet(
                    r ->
                        r.stackName("new")
                            .changeSetName("c")
                            .changeSetType(ChangeSetType.CREATE)
                            .deploymentMode(DeploymentMode.REVERT_DRIFT)
                            .templateBody(MORE)))
        .hasMessageStartingWith(
            "DeploymentMode REVERT_DRIFT is not supported for a change set of type CREATE");
  }

  private void revert(String stack, String template) {
    String id = plan(stack, template).changeSetId();
    client(CloudFormationClient.class).executeChangeSet(r -> r.changeSetName(id));
    assertThat(settle(stack)).isEqualTo("UPDATE_COMPLETE");
  }

  private DescribeChangeSetResponse plan(String stack, String template) {
    client(CloudFormationClient.class)
        .deleteChangeSet(r -> r.stackName(stack).changeSetName("change"));
    String id = changeSet(stack, template, Optional.of(DeploymentMode.REVERT_DRIFT));
    return client(CloudFormationClient.class).describeChangeSet(r -> r.changeSetName(id));
  }

  private String changeSet(String stack, String template, Optional<DeploymentMode> mode) {
    return client(CloudFormationClient.class)
        .createChangeSet(
            r ->
                r.stackName(stack)
                    .changeSetName("change")
                    .changeSetType(ChangeSetType.UPDATE)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .deploymentMode(mode.orElse(null))
                    .templateURL(stored(template)))
        .id();
  }

  private void create(String stack, String template) {
    client(CloudFormationClient.class)
        .createStack(
            r ->
                r.stackName(stack)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .templateURL(stored(template)));
    assertThat(settle(stack)).isEqualTo("CREATE_COMPLETE");
  }

  private String stored(String template) {
    client(S3Client.class)
        .putObject(r -> r.bucket(STORE).key("template"), RequestBody.fromString(template));
    return "https://" + STORE + ".s3.us-east-1.amazonaws.com/template";
  }

  private String settle(String stack) {
    for (int looks = 0; looks < 100; looks++) {
      String status =
          client(CloudFormationClient.class)
              .describeStacks(r -> r.stackName(stack))
              .stacks()
              .get(0)
              .stackStatusAsString();
      if (!status.endsWith("_IN_PROGRESS")) {
        return status;
      }
    }
    throw new AssertionError("the stack does not come to rest");
  }

  /** What a search finds: the differences, or that it is deleted, by logical id. */
  private Map<String, String> drift(String stack) {
    CloudFormationClient stacks = client(CloudFormationClient.class);
    String id = stacks.detectStackDrift(r -> r.stackName(stack)).stackDriftDetectionId();
    var status = stacks.describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
    assertThat(status.detectionStatusAsString()).isEqualTo("DETECTION_COMPLETE");
    Map<String, String> found = new TreeMap<>();
    stacks
        .describeStackResourceDriftsPaginator(
            r ->
                r.stackName(stack)
                    .stackResourceDriftStatusFiltersWithStrings("MODIFIED", "DELETED"))
        .stream()
        .flatMap(page -> page.stackResourceDrifts().stream())
        .forEach(drift -> found.put(drift.logicalResourceId(), text(drift)));
    assertThat(status.driftedStackResourceCount()).isEqualTo(found.size());
    return found;
  }

  private static String text(StackResourceDrift drift) {
    if (drift.stackResourceDriftStatusAsString().equals("DELETED")) {
      return "DELETED";
    }
    StringBuilder text = new StringBuilder();
    for (PropertyDifference each : drift.propertyDifferences()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(each.propertyPath())
          .append(' ')
          .append(each.expectedValue())
          .append(" -> ")
          .append(each.actualValue());
    }
    return text.toString();
  }

  private int checked(String stack) {
    return (int)
        client(CloudFormationClient.class)
            .describeStackResourceDriftsPaginator(r -> r.stackName(stack))
            .stream()
            .flatMap(page -> page.stackResourceDrifts().stream())
            .count();
  }

  private String physical(String stack, String logicalId) {
    return client(CloudFormationClient.class)
        .describeStackResources(r -> r.stackName(stack).logicalResourceId(logicalId))
        .stackResources()
        .get(0)
        .physicalResourceId();
  }

  private String role(String logicalId) {
    return physical(STACK, logicalId);
  }

  private String policy(String logicalId) {
    return client(IamClient.class)
        .listRolePolicies(r -> r.roleName(role(logicalId)))
        .policyNames()
        .get(0);
  }

  private static String snapshot() {
    try {
      return Files.readString(Path.of("src/test/resources/snapshots/prod.template.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private <T extends SdkClient> T client(Class<T> type) {
    return cloud.client(type);
  }

  private static byte[] zip(Path folder) throws IOException {
    Path zip = folder.resolve("code.zip");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new java.util.zip.ZipEntry("agent.py"));
      out.write("def handler(e, c): return {}".getBytes(StandardCharsets.UTF_8));
    }
    return Files.readAllBytes(zip);
  }
}

package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

class VersionsTest {

  @TempDir Path folder;
  private LocalFunctions functions;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
    functions.create("f", source(1));
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void nothing_changed_since_the_last_version_publishes_none() {
    assertThat(publish()).isEqualTo("1");
    assertThat(publish()).isEqualTo("1");
    functions.update("f", source(2));
    assertThat(publish()).isEqualTo("2");
    functions.lambda.updateFunctionConfiguration(r -> r.functionName("f").memorySize(256));
    assertThat(publish()).isEqualTo("3");

    assertThat(functions.lambda.listVersionsByFunction(r -> r.functionName("f")).versions())
        .extracting(FunctionConfiguration::version)
        .containsExactly("$LATEST", "1", "2", "3");
  }

  @Test
  void a_number_is_never_given_twice() {
    publish();
    functions.lambda.deleteFunction(r -> r.functionName("f").qualifier("1"));

    assertThat(publish()).isEqualTo("2");
  }

  @Test
  void a_version_keeps_its_code_and_its_configuration() {
    publish();
    functions.update("f", source(2));
    functions.lambda.updateFunctionConfiguration(r -> r.functionName("f").memorySize(512));

    assertThat(functions.invoke("f:1", "{}").payload().asUtf8String()).isEqualTo("1");
    assertThat(functions.invoke("f:1", "{}").executedVersion()).isEqualTo("1");
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("2");
    assertThat(
            functions
                .lambda
                .getFunctionConfiguration(r -> r.functionName("f").qualifier("1"))
                .memorySize())
        .isEqualTo(128);
  }

  @Test
  void another_code_than_the_expected_is_not_published() {
    String actual =
        functions.lambda.getFunctionConfiguration(r -> r.functionName("f")).codeSha256();

    refused(
        () -> functions.lambda.publishVersion(r -> r.functionName("f").codeSha256("AAAA")),
        "CodeSHA256 (AAAA) is different from current CodeSHA256 in $LATEST ("
            + actual
            + "). Please try again with the CodeSHA256 in $LATEST.");
  }

  @Test
  void an_alias_leads_to_its_version() {
    publish();
    functions.update("f", source(2));
    publish();
    functions.lambda.createAlias(
        r -> r.functionName("f").name("live").functionVersion("1").description("now"));

    assertThat(functions.invoke("f:live", "{}").payload().asUtf8String()).isEqualTo("1");
    functions.lambda.updateAlias(r -> r.functionName("f").name("live").functionVersion("2"));
    assertThat(functions.invoke("f:live", "{}").payload().asUtf8String()).isEqualTo("2");
    AliasConfiguration alias =
        functions.lambda.listAliases(r -> r.functionName("f")).aliases().get(0);
    assertThat(alias.description()).isEqualTo("now");
    assertThat(alias.aliasArn()).isEqualTo("arn:aws:lambda:us-east-1:111111111111:function:f:live");
  }

  @Test
  void an_alias_with_weights_sends_that_part_to_the_other_version() {
    publish();
    functions.update("f", source(2));
    publish();
    functions.lambda.createAlias(
        r ->
            r.functionName("f")
                .name("live")
                .functionVersion("1")
                .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.1))));

    try (LocalLambda below = functions.withRandomness(0.09);
        LocalLambda above = functions.withRandomness(0.11)) {
      assertThat(below.invoke(r -> r.functionName("f:live")).executedVersion()).isEqualTo("2");
      assertThat(above.invoke(r -> r.functionName("f:live")).executedVersion()).isEqualTo("1");
    }
  }

  @Test
  void a_version_that_an_alias_leads_to_is_not_deleted() {
    publish();
    functions.lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));

    refused(
        () -> functions.lambda.deleteFunction(r -> r.functionName("f").qualifier("1")),
        "Version 1 is being used by alias live: point the alias to another version first.");
  }

  @Test
  void aliases_that_lead_nowhere_are_refused() {
    publish();

    refused(
        () ->
            functions.lambda.createAlias(
                r -> r.functionName("f").name("live").functionVersion("7")),
        "Function not found: arn:aws:lambda:us-east-1:111111111111:function:f:7");
    refused(
        () -> functions.lambda.getAlias(r -> r.functionName("f").name("live")),
        "Cannot find alias arn: arn:aws:lambda:us-east-1:111111111111:function:f:live");
    refused(
        () ->
            functions.lambda.createAlias(
                r ->
                    r.functionName("f")
                        .name("live")
                        .functionVersion("$LATEST")
                        .routingConfig(c -> c.additionalVersionWeights(Map.of("1", 0.5)))),
        "$LATEST is not supported for an alias pointing to more than 1 version");
    refused(
        () ->
            functions.lambda.createAlias(r -> r.functionName("f").name("12").functionVersion("1")),
        "1 validation error detected: Value '12' at 'name' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
  }

  @Test
  void provisioned_concurrency_is_ready_at_once_and_needs_a_version() {
    publish();
    functions.lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));

    functions.lambda.putProvisionedConcurrencyConfig(
        r -> r.functionName("f").qualifier("live").provisionedConcurrentExecutions(2));

    assertThat(
            functions
                .lambda
                .getProvisionedConcurrencyConfig(r -> r.functionName("f").qualifier("live"))
                .statusAsString())
        .isEqualTo("READY");
    functions.lambda.deleteProvisionedConcurrencyConfig(r -> r.functionName("f").qualifier("live"));
    refused(
        () ->
            functions.lambda.getProvisionedConcurrencyConfig(
                r -> r.functionName("f").qualifier("live")),
        "No Provisioned Concurrency Config found for this function");
    refused(
        () ->
            functions.lambda.putProvisionedConcurrencyConfig(
                r -> r.functionName("f").qualifier("$LATEST").provisionedConcurrentExecutions(2)),
        "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
  }

  @Test
  void reserved_concurrency_leaves_a_hundred_to_the_account() {
    refused(
        () ->
            functions.lambda.putFunctionConcurrency(
                r -> r.functionName("f").reservedConcurrentExecutions(901)),
        "Specified ReservedConcurrentExecutions for function decreases account's"
            + " UnreservedConcurrentExecution below its minimum value of [100].");
    functions.lambda.putFunctionConcurrency(
        r -> r.functionName("f").reservedConcurrentExecutions(900));
    assertThat(
            functions
                .lambda
                .getFunctionConcurrency(r -> r.functionName("f"))
                .reservedConcurrentExecutions())
        .isEqualTo(900);
  }

  @Test
  void permissions_of_an_alias_are_its_own() {
    publish();
    functions.lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));
    functions.lambda.addPermission(
        r ->
            r.functionName("f")
                .qualifier("live")
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:us-east-1:111111111111:x/*"));

    assertThat(functions.lambda.getPolicy(r -> r.functionName("f").qualifier("live")).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[{\"Sid\":\"api\","
                + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":"
                + "\"arn:aws:lambda:us-east-1:111111111111:function:f:live\",\"Condition\":"
                + "{\"ArnLike\":{\"AWS:SourceArn\":"
                + "\"arn:aws:execute-api:us-east-1:111111111111:x/*\"}}}]}");
    refused(
        () -> functions.lambda.getPolicy(r -> r.functionName("f")),
        "The resource you requested does not exist.");
    functions.lambda.removePermission(
        r -> r.functionName("f").qualifier("live").statementId("api"));
    refused(
        () -> functions.lambda.getPolicy(r -> r.functionName("f").qualifier("live")),
        "The resource you requested does not exist.");
  }

  @Test
  void an_event_source_mapping_is_kept() {
    String queue = "arn:aws:sqs:us-east-1:111111111111:q";
    String uuid =
        functions
            .lambda
            .createEventSourceMapping(r -> r.functionName("f").eventSourceArn(queue).batchSize(5))
            .uuid();

    functions.lambda.updateEventSourceMapping(r -> r.uuid(uuid).enabled(false));

    var mapping =
        functions.lambda.listEventSourceMappings(r -> r.functionName("f")).eventSourceMappings();
    assertThat(mapping).hasSize(1);
    assertThat(mapping.get(0).state()).isEqualTo("Disabled");
    assertThat(mapping.get(0).batchSize()).isEqualTo(5);
    functions.lambda.deleteEventSourceMapping(r -> r.uuid(uuid));
    assertThat(functions.lambda.listEventSourceMappings(r -> {}).eventSourceMappings()).isEmpty();
  }

  private static String source(int answer) {
    return "def handler(event, context):\n    return " + answer + "\n";
  }

  private String publish() {
    return functions.lambda.publishVersion(r -> r.functionName("f")).version();
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

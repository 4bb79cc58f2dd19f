package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The resource types of Lambda, as CloudFormation asks them. */
class LambdaResourcesTest {

  private static final FunctionResource FUNCTION = new FunctionResource();
  private static final VersionResource VERSION = new VersionResource();
  private static final AliasResource ALIAS = new AliasResource();

  @TempDir Path folder;
  private LocalFunctions functions;
  private Template template;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
    template = Template.in(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void a_function_is_made_changed_in_place_and_removed() {
    String before =
        function(
            "1",
            "'MemorySize': '256', 'Tags': [{'Key': 'k', 'Value': 'v'}],"
                + " 'ReservedConcurrentExecutions': 5,");
    Resource made = template.create(FUNCTION, before);

    assertThat(made)
        .isEqualTo(
            new Resource("f", Map.of("Arn", "arn:aws:lambda:us-east-1:111111111111:function:f")));
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("1");

    String after = function("2", "'Timeout': 7,");
    FUNCTION.update(template.request(after), made, Template.json(before));

    var found = functions.lambda.getFunction(r -> r.functionName("f"));
    assertThat(found.configuration().memorySize()).isEqualTo(128);
    assertThat(found.configuration().timeout()).isEqualTo(7);
    assertThat(found.concurrency()).isNull();
    assertThat(found.tags()).doesNotContainKey("k").containsEntry("Project", "Biomerkin");
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("2");

    FUNCTION.delete(template.request(after), made);
    FUNCTION.delete(template.request(after), made);
    assertThat(functions.lambda.listFunctions().functions()).isEmpty();
  }

  @Test
  void a_creation_that_goes_on_takes_its_own_function_and_no_other() {
    template.create(FUNCTION, function("1", ""));

    template.resumed().create(FUNCTION, function("2", ""));

    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("2");
    refused(
        () -> template.stack("Other").create(FUNCTION, function("3", "")),
        "Function already exist: f");
  }

  @Test
  void a_version_of_an_unchanged_function_exists_already() {
    template.create(FUNCTION, function("1", ""));
    Resource first = template.create(VERSION, "{'FunctionName': 'f'}");

    assertThat(first.attributes())
        .containsEntry("Version", "1")
        .containsEntry("FunctionArn", "arn:aws:lambda:us-east-1:111111111111:function:f:1");
    refused(
        () -> template.create(VERSION, "{'FunctionName': 'f'}"),
        "A version for this Lambda function exists ( 1 ). Modify the function to create a new"
            + " version.");
    assertThat(template.resumed().create(VERSION, "{'FunctionName': 'f'}")).isEqualTo(first);
    VERSION.delete(template.request("{'FunctionName': 'f'}"), first);
    VERSION.delete(template.request("{'FunctionName': 'f'}"), first);
    assertThat(template.create(VERSION, "{'FunctionName': 'f'}").attributes())
        .containsEntry("Version", "2");
  }

  @Test
  void an_alias_takes_weights_and_provisioned_concurrency() {
    String code = function("1", "");
    Resource function = template.create(FUNCTION, code);
    template.create(VERSION, "{'FunctionName': 'f'}");
    FUNCTION.update(template.request(function("2", "")), function, Template.json(code));
    template.create(VERSION, "{'FunctionName': 'f'}");
    String before =
        "{'FunctionName': 'f', 'Name': 'live', 'FunctionVersion': '1', 'RoutingConfig':"
            + " {'AdditionalVersionWeights': [{'FunctionVersion': '2', 'FunctionWeight': 0.25}]},"
            + " 'ProvisionedConcurrencyConfig': {'ProvisionedConcurrentExecutions': 2}}";
    Resource made = template.create(ALIAS, before);

    assertThat(made.physicalId())
        .isEqualTo("arn:aws:lambda:us-east-1:111111111111:function:f:live");
    var alias = functions.lambda.getAlias(r -> r.functionName("f").name("live"));
    assertThat(alias.routingConfig().additionalVersionWeights()).containsEntry("2", 0.25);
    assertThat(
            functions
                .lambda
                .getProvisionedConcurrencyConfig(r -> r.functionName("f").qualifier("live"))
                .requestedProvisionedConcurrentExecutions())
        .isEqualTo(2);

    String after = "{'FunctionName': 'f', 'Name': 'live', 'FunctionVersion': '2'}";
    ALIAS.update(template.request(after), made, Template.json(before));

    var moved = functions.lambda.getAlias(r -> r.functionName("f").name("live"));
    assertThat(moved.functionVersion()).isEqualTo("2");
    assertThat(moved.routingConfig()).isNull();
    ALIAS.delete(template.request(after), made);
    ALIAS.delete(template.request(after), made);
    assertThat(functions.lambda.listAliases(r -> r.functionName("f")).aliases()).isEmpty();
  }

  @Test
  void a_permission_of_an_alias_by_its_arn() {
    template.create(FUNCTION, function("1", ""));
    template.create(VERSION, "{'FunctionName': 'f'}");
    Resource alias =
        template.create(ALIAS, "{'FunctionName': 'f', 'Name': 'live', 'FunctionVersion': '1'}");
    ResourceRequest request =
        template.request(
            "{'FunctionName': '"
                + alias.physicalId()
                + "', 'Action': 'lambda:InvokeFunction', 'Principal': 'events.amazonaws.com'}");
    PermissionResource type = new PermissionResource();
    Resource made = type.create(request);

    assertThat(functions.lambda.getPolicy(r -> r.functionName("f:live")).policy())
        .contains("\"Sid\":\"" + made.physicalId() + "\"");
    type.delete(request, made);
    type.delete(request, made);
    refused(
        () -> functions.lambda.getPolicy(r -> r.functionName("f:live")),
        "The resource you requested does not exist.");
  }

  @Test
  void an_event_source_mapping_is_found_again() {
    template.create(FUNCTION, function("1", ""));
    EventSourceMappingResource type = new EventSourceMappingResource();
    String properties =
        "{'FunctionName': 'f', 'EventSourceArn': 'arn:aws:sqs:us-east-1:111111111111:q',"
            + " 'BatchSize': 3}";
    Resource made = template.create(type, properties);

    assertThat(template.resumed().create(type, properties)).isEqualTo(made);
    String changed = properties.replace("3", "4");
    type.update(template.request(changed), made, Template.json(properties));
    assertThat(functions.lambda.getEventSourceMapping(r -> r.uuid(made.physicalId())).batchSize())
        .isEqualTo(4);
    type.delete(template.request(changed), made);
    type.delete(template.request(changed), made);
    assertThat(functions.lambda.listEventSourceMappings(r -> {}).eventSourceMappings()).isEmpty();
  }

  @Test
  void a_failing_function_leaves_nothing() {
    ObjectNode unknown = Template.json(function("1", "'Timeout': 1000,"));

    refused(
        () -> FUNCTION.create(template.request(unknown.toString())),
        "1 validation error detected: Value '1000' at 'timeout' failed to satisfy constraint:"
            + " Member must have value less than or equal to 900");
    assertThat(functions.lambda.listFunctions().functions()).isEmpty();
  }

  private static String function(String answer, String more) {
    return "{'FunctionName': 'f', "
        + more
        + " 'Runtime': 'python3.11', 'Handler': 'index.handler', 'Role': '"
        + LocalFunctions.ROLE
        + "', 'Code': {'ZipFile': 'def handler(event, context):\\n    return "
        + answer
        + "\\n'}}";
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

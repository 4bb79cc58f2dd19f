package io.biomerkin.cloud.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

class ApiGatewayTest {

  private static final String TRUST =
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";
  private static final String SOURCE =
      """
      import json
      def handler(event, context):
          q = event["queryStringParameters"] or {}
          if "raw" in q:
              return json.loads(q["raw"])
          if "raise" in q:
              raise ValueError("no")
          return {"statusCode": 201, "headers": {"content-type": "text/plain", "X-A": "1"},
                  "body": json.dumps([event["httpMethod"], event["path"], event["resource"],
                      event["pathParameters"], q, event["body"], (event["headers"] or {}).get("h"),
                      event["requestContext"]["stage"], event["isBase64Encoded"]])}
      """;

  @TempDir Path folder;
  private Cloud cloud;
  private ApiGatewayClient client;
  private String api;
  private String item;

  @BeforeEach
  void make_an_api() throws Exception {
    cloud = EmbeddedCloud.open(folder, new MovableClock());
    client = cloud.client(ApiGatewayClient.class);
    cloud.client(IamClient.class).createRole(r -> r.roleName("r").assumeRolePolicyDocument(TRUST));
    LambdaClient lambda = cloud.client(LambdaClient.class);
    SdkBytes zip = zip();
    lambda.createFunction(
        r ->
            r.functionName("f")
                .runtime("python3.11")
                .handler("app.handler")
                .role("arn:aws:iam::111111111111:role/r")
                .timeout(20)
                .publish(true)
                .code(c -> c.zipFile(zip)));
    lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));
    var made = client.createRestApi(r -> r.name("api"));
    api = made.id();
    String items =
        client
            .createResource(r -> r.restApiId(api).parentId(made.rootResourceId()).pathPart("items"))
            .id();
    item = client.createResource(r -> r.restApiId(api).parentId(items).pathPart("{id}")).id();
    client.putMethod(
        r -> r.restApiId(api).resourceId(item).httpMethod("POST").authorizationType("AWS_IAM"));
    client.putIntegration(
        r ->
            r.restApiId(api)
                .resourceId(item)
                .httpMethod("POST")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(
                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                        + "arn:aws:lambda:us-east-1:111111111111:function:f:live/invocations"));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a_method_hands_the_request_to_its_function_and_gives_its_answer() {
    permit("*/POST/items/*");

    var answer =
        client.testInvokeMethod(
            r ->
                r.restApiId(api)
                    .resourceId(item)
                    .httpMethod("POST")
                    .pathWithQueryString("/items/a%20b?x=1&x=2&y=%C3%BC")
                    .headers(Map.of("h", "v"))
                    .body("{}"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .containsOnly(Map.entry("content-type", "text/plain"), Map.entry("X-A", "1"));
    assertThat(answer.body())
        .isEqualTo(
            "[\"POST\", \"/items/a%20b\", \"/items/{id}\", {\"id\": \"a b\"}, {\"x\": \"2\", \"y\":"
                + " \"\\u00fc\"}, \"{}\", \"v\", \"test-invoke-stage\", false]");
  }

  @Test
  void without_permission_nothing_is_invoked() {
    assertThat(invoke("/items/1"))
        .satisfies(
            answer -> {
              assertThat(answer.status()).isEqualTo(500);
              assertThat(answer.body()).isEqualTo("{\"message\": \"Internal server error\"}");
              assertThat(answer.log())
                  .isEqualTo(
                      "Execution failed due to configuration error: Invalid permissions on Lambda"
                          + " function");
            });
    permit("prod/POST/items/*");
    assertThat(invoke("/items/1").status()).isEqualTo(500);
  }

  @Test
  void an_answer_that_is_no_proxy_response_is_a_bad_gateway() {
    permit("*");

    for (String raw :
        new String[] {
          "%5B1%5D",
          "%7B%22body%22%3A1%7D",
          "%7B%22statusCode%22%3A200,%22body%22%3A%7B%7D%7D",
          "%7B%22statusCode%22%3A200,%22extra%22%3A1%7D"
        }) {
      TestInvokeMethodResponse answer = invoke("/items/1?raw=" + raw);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.log())
          .isEqualTo(
              "Execution failed due to configuration error: Malformed Lambda proxy response");
    }
    assertThat(invoke("/items/1?raise=1").status()).isEqualTo(502);
    assertThat(invoke("/items/1?raw=%7B%22statusCode%22%3A204%7D").status()).isEqualTo(204);
  }

  @Test
  void a_mock_answers_by_itself() {
    client.putMethod(
        r -> r.restApiId(api).resourceId(item).httpMethod("OPTIONS").authorizationType("NONE"));
    client.putIntegration(
        r ->
            r.restApiId(api)
                .resourceId(item)
                .httpMethod("OPTIONS")
                .type("MOCK")
                .requestTemplates(Map.of("application/json", "{ statusCode: 204 }")));
    client.putIntegrationResponse(
        r ->
            r.restApiId(api)
                .resourceId(item)
                .httpMethod("OPTIONS")
                .statusCode("204")
                .responseParameters(
                    Map.of("method.response.header.Access-Control-Allow-Origin", "'*'")));

    var answer =
        client.testInvokeMethod(r -> r.restApiId(api).resourceId(item).httpMethod("OPTIONS"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers()).containsOnly(Map.entry("Access-Control-Allow-Origin", "*"));
  }

  @Test
  void a_stage_needs_a_deployment_and_logging_needs_a_role() {
    refused(
        () -> client.createStage(r -> r.restApiId(api).stageName("dev").deploymentId("none")),
        "Invalid Deployment identifier specified");
    String deployment = client.createDeployment(r -> r.restApiId(api)).id();
    client.createStage(r -> r.restApiId(api).stageName("dev").deploymentId(deployment));
    PatchOperation destination = patch("/accessLogSettings/destinationArn", "arn:aws:logs:x");

    refused(
        () ->
            client.updateStage(r -> r.restApiId(api).stageName("dev").patchOperations(destination)),
        "CloudWatch Logs role ARN must be set in account settings to enable logging");
    client.updateAccount(r -> r.patchOperations(patch("/cloudwatchRoleArn", "arn:role")));
    client.updateStage(
        r ->
            r.restApiId(api)
                .stageName("dev")
                .patchOperations(destination, patch("/*/*/throttling/rateLimit", "0")));

    var stage = client.getStage(r -> r.restApiId(api).stageName("dev"));
    assertThat(stage.accessLogSettings().destinationArn()).isEqualTo("arn:aws:logs:x");
    assertThat(Objects.requireNonNull(stage.methodSettings().get("*/*")).throttlingRateLimit())
        .isZero();
    refused(
        () -> client.deleteDeployment(r -> r.restApiId(api).deploymentId(deployment)),
        "Active stages pointing to this deployment must be moved or deleted");
  }

  @Test
  void resources_are_unique_and_go_with_their_parents() {
    var resources = client.getResources(r -> r.restApiId(api)).items();
    assertThat(resources)
        .extracting(resource -> resource.path())
        .containsExactlyInAnyOrder("/", "/items", "/items/{id}");
    String items =
        resources.stream().filter(r -> r.path().equals("/items")).findFirst().orElseThrow().id();

    refused(
        () -> client.createResource(r -> r.restApiId(api).parentId(items).pathPart("{id}")),
        "Another resource with the same parent already has this name: {id}");
    refused(
        () -> client.createResource(r -> r.restApiId(api).parentId(items).pathPart("a b")),
        "Resource's path part only allow a-zA-Z0-9._-:$ or a valid greedy path variable and curly"
            + " braces at the beginning and the end.");
    client.deleteResource(r -> r.restApiId(api).resourceId(items));
    assertThat(client.getResources(r -> r.restApiId(api)).items()).hasSize(1);
  }

  private TestInvokeMethodResponse invoke(String path) {
    return client.testInvokeMethod(
        r -> r.restApiId(api).resourceId(item).httpMethod("POST").pathWithQueryString(path));
  }

  private void permit(String source) {
    cloud
        .client(LambdaClient.class)
        .addPermission(
            r ->
                r.functionName("f")
                    .qualifier("live")
                    .statementId("s" + source.length())
                    .action("lambda:InvokeFunction")
                    .principal("apigateway.amazonaws.com")
                    .sourceArn("arn:aws:execute-api:us-east-1:111111111111:" + api + "/" + source));
  }

  private static PatchOperation patch(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private static SdkBytes zip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("app.py"));
      zip.write(SOURCE.getBytes(StandardCharsets.UTF_8));
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class LambdaContractTest extends CloudContract {

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";

  private LambdaClient lambda;

  @BeforeEach
  void create_a_function() {
    lambda = client(LambdaClient.class);
    String role =
        client(IamClient.class)
            .createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
            .role()
            .arn();
    lambda.createFunction(
        r ->
            r.functionName("f")
                .runtime("python3.11")
                .handler("app.handler")
                .role(role)
                .timeout(30)
                .code(c -> c.zipFile(code("event['n'] * 2"))));
  }

  @Test
  void invoke_runs_the_code() {
    InvokeResponse response = invoke("$LATEST", "{\"n\": 21}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isNull();
    assertThat(response.payload().asUtf8String()).isEqualTo("42");
  }

  @Test
  void a_raising_handler_is_a_function_error() {
    InvokeResponse response = invoke("$LATEST", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String()).contains("errorMessage");
  }

  @Test
  void a_version_keeps_its_code() {
    String first = lambda.publishVersion(r -> r.functionName("f")).version();
    lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code("event['n'] * 3")));
    String second = lambda.publishVersion(r -> r.functionName("f")).version();

    assertThat(first).isEqualTo("1");
    assertThat(second).isEqualTo("2");
    assertThat(invoke("1", "{\"n\": 1}").payload().asUtf8String()).isEqualTo("2");
    assertThat(invoke("2", "{\"n\": 1}").payload().asUtf8String()).isEqualTo("3");
    assertThat(lambda.listVersionsByFunction(r -> r.functionName("f")).versions())
        .extracting(FunctionConfiguration::version)
        .containsExactly("$LATEST", "1", "2");
  }

  @Test
  void an_alias_moves_from_version_to_version() {
    lambda.publishVersion(r -> r.functionName("f"));
    lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code("'new'")));
    lambda.publishVersion(r -> r.functionName("f"));
    lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));

    assertThat(invoke("live", "{\"n\": 1}").payload().asUtf8String()).isEqualTo("2");
    lambda.updateAlias(r -> r.functionName("f").name("live").functionVersion("2"));
    assertThat(invoke("live", "{}").payload().asUtf8String()).isEqualTo("\"new\"");
    assertThat(lambda.getAlias(r -> r.functionName("f").name("live")).functionVersion())
        .isEqualTo("2");
  }

  @Test
  void the_digest_of_the_code_follows_the_code() {
    String before = digest();
    lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code("'new'")));
    String changed = digest();
    lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code("event['n'] * 2")));

    assertThat(changed).isNotEqualTo(before);
    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void what_is_missing_or_taken_is_refused() {
    assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName("gone")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> lambda.getAlias(r -> r.functionName("f").name("gone")))
        .isInstanceOf(ResourceNotFoundException.class);
    lambda.publishVersion(r -> r.functionName("f"));
    lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));
    assertThatThrownBy(
            () -> lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1")))
        .isInstanceOf(ResourceConflictException.class);
  }

  private InvokeResponse invoke(String qualifier, String payload) {
    return lambda.invoke(
        r -> r.functionName("f").qualifier(qualifier).payload(SdkBytes.fromUtf8String(payload)));
  }

  private String digest() {
    return lambda.getFunctionConfiguration(r -> r.functionName("f")).codeSha256();
  }

  private static SdkBytes code(String expression) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("app.py");
      entry.setTime(0);
      zip.putNextEntry(entry);
      String source = "def handler(event, context):\n    return " + expression + "\n";
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }
}

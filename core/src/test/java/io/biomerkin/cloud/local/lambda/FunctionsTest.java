package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

class FunctionsTest {

  private static final String SOURCE = "def handler(event, context):\n    return 1\n";

  @TempDir Path folder;
  private LocalFunctions functions;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void a_function_has_lambdas_defaults() {
    functions.lambda.createFunction(
        LocalFunctions.function("f", SOURCE).timeout(null).tags(Map.of("a", "b")).build());

    var found = functions.lambda.getFunction(r -> r.functionName("f"));
    FunctionConfiguration function = found.configuration();

    assertThat(function.functionArn())
        .isEqualTo("arn:aws:lambda:us-east-1:111111111111:function:f");
    assertThat(function.timeout()).isEqualTo(3);
    assertThat(function.memorySize()).isEqualTo(128);
    assertThat(function.version()).isEqualTo("$LATEST");
    assertThat(function.stateAsString()).isEqualTo("Active");
    assertThat(function.loggingConfig().logGroup()).isEqualTo("/aws/lambda/f");
    assertThat(found.tags()).containsExactly(Map.entry("a", "b"));
    assertThat(found.code().location()).startsWith("file:");
  }

  @Test
  void a_function_is_found_by_name_and_by_each_form_of_its_arn() {
    functions.create("f", SOURCE);
    functions.lambda.publishVersion(r -> r.functionName("f"));

    for (String name :
        new String[] {
          "f", "function:f", "111111111111:function:f", arn("f"), arn("f") + ":1", "f:$LATEST"
        }) {
      assertThat(functions.lambda.getFunctionConfiguration(r -> r.functionName(name)))
          .extracting(c -> c.functionName())
          .isEqualTo("f");
    }
  }

  @Test
  void code_may_come_from_s3() {
    S3Client s3 = functions.cloud.client(S3Client.class);
    s3.createBucket(r -> r.bucket("packages"));
    s3.putObject(
        r -> r.bucket("packages").key("f.zip"),
        software.amazon.awssdk.core.sync.RequestBody.fromBytes(
            LocalFunctions.zip(Map.of("app.py", SOURCE)).asByteArray()));

    functions.lambda.createFunction(
        LocalFunctions.function("f", "").code(c -> c.s3Bucket("packages").s3Key("f.zip")).build());

    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("1");
    refused(
        () ->
            functions.lambda.updateFunctionCode(
                r -> r.functionName("f").s3Bucket("packages").s3Key("gone.zip")),
        InvalidParameterValueException.class,
        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified"
            + " key does not exist.");
  }

  @Test
  void an_update_of_the_configuration_keeps_what_it_does_not_name() {
    functions.create("f", SOURCE);
    functions.lambda.updateFunctionConfiguration(
        r -> r.functionName("f").environment(e -> e.variables(Map.of("AA", "1"))));

    functions.lambda.updateFunctionConfiguration(r -> r.functionName("f").memorySize(256));

    var function = functions.lambda.getFunctionConfiguration(r -> r.functionName("f"));
    assertThat(function.memorySize()).isEqualTo(256);
    assertThat(function.environment().variables()).containsEntry("AA", "1");
    assertThat(function.handler()).isEqualTo("app.handler");
  }

  @Test
  void a_deleted_function_is_gone_with_its_versions() {
    functions.create("f", SOURCE);
    functions.lambda.publishVersion(r -> r.functionName("f"));

    functions.lambda.deleteFunction(r -> r.functionName("f"));

    assertThat(
            functions.lambda.listFunctions(r -> r.functionVersion(FunctionVersion.ALL)).functions())
        .isEmpty();
    refused(
        () -> functions.lambda.getFunction(r -> r.functionName("f").qualifier("1")),
        ResourceNotFoundException.class,
        "Function not found: " + arn("f") + ":1");
  }

  @Test
  void a_name_that_is_taken_is_refused() {
    functions.create("f", SOURCE);

    refused(
        () -> functions.create("f", SOURCE),
        ResourceConflictException.class,
        "Function already exist: f");
  }

  @Test
  void an_outdated_revision_is_refused() {
    functions.create("f", SOURCE);

    refused(
        () ->
            functions.lambda.updateFunctionConfiguration(
                r -> r.functionName("f").revisionId("old").timeout(5)),
        AwsServiceException.class,
        "The Revision Id provided does not match the latest Revision Id. Call the"
            + " GetFunction/GetAlias API to retrieve the latest Revision Id");
  }

  @Test
  void values_out_of_range_are_refused() {
    refusedCreate(
        f -> f.memorySize(64),
        "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint:"
            + " Member must have value greater than or equal to 128");
    refusedCreate(
        f -> f.timeout(901),
        "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint:"
            + " Member must have value less than or equal to 900");
    refusedCreate(
        f -> f.handler("a b"),
        "1 validation error detected: Value 'a b' at 'handler' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [^\\s]+");
    refusedCreate(
        f -> f.handler(null),
        "Runtime and Handler are mandatory parameters for functions created with deployment"
            + " packages.");
  }

  @Test
  void an_unknown_runtime_is_refused() {
    assertThatThrownBy(
            () ->
                functions.lambda.createFunction(
                    LocalFunctions.function("f", SOURCE).runtime("cobol85").build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageStartingWith(
            "Value cobol85 at 'runtime' failed to satisfy constraint: Member must satisfy enum"
                + " value set: [");
  }

  @Test
  void variables_that_lambda_keeps_for_itself_are_refused() {
    refusedCreate(
        f -> f.environment(e -> e.variables(Map.of("AWS_REGION", "x", "MINE", "y"))),
        "Lambda was unable to configure your environment variables because the environment"
            + " variables you have provided contains reserved keys that are currently not supported"
            + " for modification. Reserved keys used in this request: AWS_REGION");
    refusedCreate(
        f -> f.environment(e -> e.variables(Map.of("BIG", "x".repeat(5000)))),
        "Lambda was unable to configure your environment variables because the environment"
            + " variables you have provided exceeded the 4KB limit. String measured: 5003 bytes");
  }

  @Test
  void a_role_that_lambda_cannot_assume_is_refused() {
    refusedCreate(
        f -> f.role("arn:aws:iam::111111111111:role/nobody"),
        "The role defined for the function cannot be assumed by Lambda.");
    functions
        .cloud
        .client(IamClient.class)
        .createRole(
            r ->
                r.roleName("other")
                    .assumeRolePolicyDocument(
                        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                            + " \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}}]}"));
    refusedCreate(
        f -> f.role("arn:aws:iam::111111111111:role/other"),
        "The role defined for the function cannot be assumed by Lambda.");
    refusedCreate(
        f -> f.role("arn:aws:iam::999999999999:role/runner"),
        "Cross-account pass role is not allowed.");
  }

  @Test
  void a_package_that_is_no_zip_is_refused() {
    refusedCreate(
        f -> f.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))),
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
    refusedCreate(
        f -> f.code(c -> c.zipFile(LocalFunctions.zip(Map.of()))),
        "Uploaded file must be a non-empty zip");
    refusedCreate(f -> f.code(c -> {}), "Please provide a source for function code.");
  }

  @Test
  void a_package_that_would_leave_its_folder_is_refused_and_writes_nothing() {
    refusedCreate(
        f -> f.code(c -> c.zipFile(LocalFunctions.zip(Map.of("../../evil.py", "x")))),
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
    assertThat(folder.resolve("evil.py")).doesNotExist();
  }

  @Test
  void a_package_that_is_too_large_unpacked_is_refused() {
    Map<String, String> files = new LinkedHashMap<>();
    String part = "0".repeat(10 * 1024 * 1024);
    for (int i = 0; i < 26; i++) {
      files.put("part" + i, part);
    }
    refusedCreate(
        f -> f.code(c -> c.zipFile(LocalFunctions.zip(files))),
        "Unzipped size must be smaller than 262144000 bytes");
  }

  @Test
  void a_parameter_that_is_not_embedded_is_refused_by_name() {
    assertThatThrownBy(
            () ->
                functions.lambda.createFunction(
                    LocalFunctions.function("f", SOURCE).layers("arn:layer").build()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "CreateFunction: the embedded cloud does not know its parameter Layers;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void code_is_unpacked_once_and_only_in_the_state() throws Exception {
    functions.create("f", SOURCE);
    functions.create("g", SOURCE);
    functions.invoke("f", "{}");
    functions.invoke("g", "{}");

    Path unpacked = folder.resolve("111111111111/us-east-1/lambda/run/code");
    try (var folders = Files.list(unpacked)) {
      Path only = folders.toList().get(0);
      assertThat(Files.list(unpacked)).hasSize(1);
      assertThat(Files.readString(only.resolve("app.py"), StandardCharsets.UTF_8))
          .isEqualTo(SOURCE);
    }
  }

  private static String arn(String name) {
    return "arn:aws:lambda:us-east-1:111111111111:function:" + name;
  }

  private void refusedCreate(Consumer<CreateFunctionRequest.Builder> change, String text) {
    CreateFunctionRequest.Builder request = LocalFunctions.function("f", SOURCE);
    change.accept(request);
    refused(
        () -> functions.lambda.createFunction(request.build()), AwsServiceException.class, text);
    assertThat(functions.lambda.listFunctions().functions()).isEmpty();
  }

  private static void refused(
      ThrowingCallable call, Class<? extends AwsServiceException> type, String text) {
    assertThatThrownBy(call)
        .isInstanceOf(type)
        .satisfies(
            e ->
                assertThat(((AwsServiceException) e).awsErrorDetails().errorMessage())
                    .isEqualTo(text));
  }
}

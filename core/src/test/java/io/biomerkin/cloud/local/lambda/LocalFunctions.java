package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.Template;
import io.biomerkin.cloud.local.lambda.run.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** An embedded cloud for tests of functions: a role, and small functions from source text. */
final class LocalFunctions implements AutoCloseable {

  static final String ACCOUNT = "111111111111";
  static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/runner";

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "lambda.amazonaws.com"}}]}""";

  final Cloud cloud;
  final LambdaClient lambda;
  private final LocalAccount account;

  LocalFunctions(Path folder) {
    this.cloud = LocalAccount.open(folder, ACCOUNT, "us-east-1", CloudClock.system());
    this.account = Template.in(folder).request("{}").account();
    this.lambda = cloud.client(LambdaClient.class);
    IamClient iam = cloud.client(IamClient.class);
    iam.createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST));
    iam.attachRolePolicy(
        r ->
            r.roleName("runner")
                .policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"));
  }

  /** The same Lambda whose chance is always this. */
  LocalLambda withRandomness(double chance) {
    return new LocalLambda(account, Programs.ofThisProcess(), () -> chance);
  }

  /** The same Lambda on a machine with this search path, and no Java. */
  LocalLambda withPath(String path) {
    return new LocalLambda(account, new Programs(path, Path.of("no-java")), () -> 0);
  }

  /** Lets the functions do something. */
  void allow(String action, String resource) {
    String document =
        """
        {"Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}"""
            .formatted(action, resource);
    cloud
        .client(IamClient.class)
        .putRolePolicy(
            r ->
                r.roleName("runner")
                    .policyName(action.replace(":", "-").replace("*", "all"))
                    .policyDocument(document));
  }

  static CreateFunctionRequest.Builder function(String name, String source) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime("python3.11")
        .handler("app.handler")
        .role(ROLE)
        .timeout(20)
        .code(code -> code.zipFile(zip(Map.of("app.py", source))));
  }

  void create(String name, String source) {
    lambda.createFunction(function(name, source).build());
  }

  void update(String name, String source) {
    lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip(Map.of("app.py", source))));
  }

  InvokeResponse invoke(String name, String payload) {
    return lambda.invoke(
        r -> r.functionName(name).payload(SdkBytes.fromUtf8String(payload)).logType(LogType.TAIL));
  }

  /** Creates the function, invokes it, returns its answer. */
  String answer(String source, String payload) {
    create("f", source);
    return invoke("f", payload).payload().asUtf8String();
  }

  static String log(InvokeResponse response) {
    return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
  }

  static SdkBytes zip(Map<String, String> files) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return zipped(contents);
  }

  static SdkBytes zipped(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  @Override
  public void close() {
    cloud.close();
  }
}

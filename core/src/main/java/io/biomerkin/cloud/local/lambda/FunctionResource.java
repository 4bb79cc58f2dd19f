package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.lambda.run.Programs;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** {@code AWS::Lambda::Function}. */
@AutoService(ResourceType.class)
public final class FunctionResource implements ResourceType {

  private static final List<String> CODE = List.of("Code", "Architectures");
  private static final List<String> ELSEWHERE =
      List.of(
          "Code",
          "Tags",
          "PackageType",
          "ReservedConcurrentExecutions",
          "RuntimeManagementConfig",
          "RecursiveLoop");

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Lambda::Function",
        Set.of("Code", "Role"),
        Set.of("FunctionName", "PackageType"),
        Set.of(
            "Architectures",
            "Code",
            "DeadLetterConfig",
            "Description",
            "Environment",
            "EphemeralStorage",
            "Handler",
            "KmsKeyArn",
            "LoggingConfig",
            "MemorySize",
            "RecursiveLoop",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "RuntimeManagementConfig",
            "SnapStart",
            "Tags",
            "Timeout",
            "TracingConfig",
            "VpcConfig"),
        Set.of("Arn"),
        false);
  }

  @Override
  public void requireMachine(ObjectNode properties) {
    Programs.ofThisProcess()
        .require(
            properties.path("Runtime").asText(),
            properties.path("FunctionName").asText("function"));
  }

  @Override
  public Resource create(ResourceRequest request) {
    String name = request.nameOr("FunctionName", 64);
    ObjectNode given = settings(request.properties()).put("FunctionName", name);
    CreateFunctionRequest create =
        SdkJson.read(given, CreateFunctionRequest.builder()).toBuilder()
            .code(SdkJson.read(code(request.properties()), FunctionCode.builder()))
            .tags(ResourceTags.of(request))
            .build();
    try {
      lambda(request).createFunction(create);
    } catch (ResourceConflictException e) {
      String arn = request.account().arn("lambda", "function:" + name);
      var tags = lambda(request).listTags(r -> r.resource(arn)).tags();
      if (!ResourceTags.own(tags, request)) {
        throw e;
      }
      updateCode(request, name);
      updateConfiguration(request, name);
    }
    reserve(request, name);
    return resource(request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    String name = current.physicalId();
    ObjectNode now = request.properties();
    if (!settings(now).equals(settings(before))) {
      updateConfiguration(request, name);
    }
    if (CODE.stream().anyMatch(each -> !now.path(each).equals(before.path(each)))) {
      updateCode(request, name);
    }
    String arn = resource(request, name).attributes().getOrDefault("Arn", "");
    Map<String, String> tags = ResourceTags.of(request);
    List<String> gone =
        lambda(request).listTags(r -> r.resource(arn)).tags().keySet().stream()
            .filter(key -> !tags.containsKey(key))
            .toList();
    lambda(request).tagResource(r -> r.resource(arn).tags(tags));
    lambda(request).untagResource(r -> r.resource(arn).tagKeys(gone));
    reserve(request, name);
    return resource(request, name);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    LambdaClient lambda = lambda(request);
    String name = current.physicalId();
    GetFunctionResponse now;
    try {
      now = lambda.getFunction(r -> r.functionName(name));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    // CloudFormation cannot read back which package a function was given.
    return Optional.of(
        LiveProperties.of(request)
            .members(now.configuration())
            .unread("Code", "RuntimeManagementConfig", "RecursiveLoop", "SnapStart", "VpcConfig")
            .text("KmsKeyArn", now.configuration().kmsKeyArn())
            .value(
                "ReservedConcurrentExecutions", reserved(now.concurrency(), request.properties()))
            .tags(now.tags())
            .json());
  }

  private static @Nullable JsonNode reserved(@Nullable Concurrency concurrency, ObjectNode nodes) {
    return concurrency == null || concurrency.reservedConcurrentExecutions() == null
        ? null
        : nodes.numberNode(concurrency.reservedConcurrentExecutions());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      lambda(request).deleteFunction(r -> r.functionName(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static void updateCode(ResourceRequest request, String name) {
    ObjectNode given = code(request.properties()).put("FunctionName", name);
    if (request.properties().has("Architectures")) {
      given.set("Architectures", request.properties().get("Architectures"));
    }
    lambda(request).updateFunctionCode(SdkJson.read(given, UpdateFunctionCodeRequest.builder()));
  }

  /** A property that the template no longer has goes back to its default. */
  private static void updateConfiguration(ResourceRequest request, String name) {
    ObjectNode given = settings(request.properties());
    given.remove("Architectures");
    given.put("FunctionName", name);
    defaults(name).properties().forEach(each -> given.putIfAbsent(each.getKey(), each.getValue()));
    lambda(request)
        .updateFunctionConfiguration(
            SdkJson.read(given, UpdateFunctionConfigurationRequest.builder()));
  }

  private static ObjectNode defaults(String name) {
    ObjectNode defaults = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    defaults.put("Description", "").put("Timeout", 3).put("MemorySize", 128);
    defaults.putObject("Environment").putObject("Variables");
    defaults.putObject("EphemeralStorage").put("Size", 512);
    defaults.putObject("TracingConfig").put("Mode", "PassThrough");
    defaults
        .putObject("LoggingConfig")
        .put("LogFormat", "Text")
        .put("LogGroup", "/aws/lambda/" + name);
    return defaults;
  }

  private static void reserve(ResourceRequest request, String name) {
    JsonNode reserved = request.properties().path("ReservedConcurrentExecutions");
    if (reserved.isMissingNode()) {
      lambda(request).deleteFunctionConcurrency(r -> r.functionName(name));
    } else {
      lambda(request)
          .putFunctionConcurrency(
              r -> r.functionName(name).reservedConcurrentExecutions(reserved.asInt()));
    }
  }

  private static ObjectNode settings(ObjectNode properties) {
    ObjectNode settings = properties.deepCopy();
    settings.remove(ELSEWHERE);
    settings.remove("FunctionName");
    JsonNode key = settings.remove("KmsKeyArn");
    if (key != null) {
      settings.set("KMSKeyArn", key);
    }
    return settings;
  }

  /** The code as the API wants it: source text in the template becomes a package. */
  private static ObjectNode code(ObjectNode properties) {
    ObjectNode code = properties.withObject("/Code").deepCopy();
    if (code.has("ZipFile")) {
      String runtime = properties.path("Runtime").asText();
      byte[] zip = InlineCode.zip(runtime, code.path("ZipFile").asText());
      code.put("ZipFile", SdkBytes.fromByteArray(zip).asByteArray());
    }
    return code;
  }

  private static Resource resource(ResourceRequest request, String name) {
    return new Resource(name, Map.of("Arn", request.account().arn("lambda", "function:" + name)));
  }

  private static LambdaClient lambda(ResourceRequest request) {
    return request.account().client(LambdaClient.class);
  }
}

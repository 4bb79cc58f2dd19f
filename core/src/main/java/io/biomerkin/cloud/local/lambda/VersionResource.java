package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code AWS::Lambda::Version}. */
@AutoService(ResourceType.class)
public final class VersionResource implements ResourceType {

  private static final Set<String> FIXED = Set.of("CodeSha256", "Description", "FunctionName");

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Lambda::Version",
        Set.of("FunctionName"),
        FIXED,
        Set.of("ProvisionedConcurrencyConfig", "RuntimePolicy"),
        Set.of("Version", "FunctionArn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    LambdaClient lambda = lambda(request);
    ObjectNode properties = request.properties();
    String function = properties.path("FunctionName").asText();
    String text = properties.path("Description").asText(null);
    String sha256 = properties.path("CodeSha256").asText(null);
    var before =
        lambda.listVersionsByFunction(r -> r.functionName(function)).versions().stream()
            .map(FunctionConfiguration::version)
            .toList();
    PublishVersionResponse version =
        lambda.publishVersion(r -> r.functionName(function).description(text).codeSha256(sha256));
    if (before.contains(version.version()) && !request.resumed()) {
      throw LambdaErrors.conflict(
          "A version for this Lambda function exists ( "
              + version.version()
              + " ). Modify the function to create a new version.");
    }
    Resource resource =
        new Resource(
            version.functionArn(),
            Map.of("Version", version.version(), "FunctionArn", version.functionArn()));
    provision(request, resource);
    return resource;
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    provision(request, current);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      lambda(request).getFunctionConfiguration(r -> r.functionName(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    // What was published is never changed.
    LiveProperties live = LiveProperties.of(request).unread(FIXED.toArray(String[]::new));
    return Optional.of(
        live.value(
                "ProvisionedConcurrencyConfig",
                ProvisionedConcurrency.get(
                    lambda(request),
                    request.properties().path("FunctionName").asText(),
                    current.attributes().getOrDefault("Version", "")))
            .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      lambda(request).deleteFunction(r -> r.functionName(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already, with its function or alone.
    }
  }

  private static void provision(ResourceRequest request, Resource version) {
    JsonNode wanted = request.properties().path("ProvisionedConcurrencyConfig");
    ProvisionedConcurrency.set(
        lambda(request),
        request.properties().path("FunctionName").asText(),
        version.attributes().getOrDefault("Version", ""),
        wanted);
  }

  private static LambdaClient lambda(ResourceRequest request) {
    return request.account().client(LambdaClient.class);
  }
}

package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code AWS::Lambda::Alias}. */
@AutoService(ResourceType.class)
public final class AliasResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Lambda::Alias",
        Set.of("FunctionName", "FunctionVersion", "Name"),
        Set.of("FunctionName", "Name"),
        Set.of("Description", "FunctionVersion", "ProvisionedConcurrencyConfig", "RoutingConfig"),
        Set.of("AliasArn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    ObjectNode alias = request.properties();
    try {
      lambda(request)
          .createAlias(
              r ->
                  r.functionName(function(alias))
                      .name(name(alias))
                      .functionVersion(alias.path("FunctionVersion").asText())
                      .description(alias.path("Description").asText())
                      .routingConfig(routing(alias)));
    } catch (ResourceConflictException e) {
      if (!request.resumed()) {
        throw e;
      }
      change(request);
    }
    provision(request);
    return resource(request);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    change(request);
    provision(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    ObjectNode alias = request.properties();
    GetAliasResponse now;
    try {
      now = lambda(request).getAlias(r -> r.functionName(function(alias)).name(name(alias)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of(
        LiveProperties.of(request)
            .unread("FunctionName")
            .text("Name", now.name())
            .text("FunctionVersion", now.functionVersion())
            .text("Description", now.description())
            .same(
                "RoutingConfig",
                SdkJson.write(routing(alias)),
                now.routingConfig() == null
                    ? alias.objectNode()
                    : SdkJson.write(now.routingConfig()))
            .value(
                "ProvisionedConcurrencyConfig",
                ProvisionedConcurrency.get(lambda(request), function(alias), name(alias)))
            .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    ObjectNode alias = request.properties();
    try {
      lambda(request).deleteAlias(r -> r.functionName(function(alias)).name(name(alias)));
    } catch (ResourceNotFoundException e) {
      // Gone already, with its function.
    }
  }

  private static void change(ResourceRequest request) {
    ObjectNode alias = request.properties();
    lambda(request)
        .updateAlias(
            r ->
                r.functionName(function(alias))
                    .name(name(alias))
                    .functionVersion(alias.path("FunctionVersion").asText())
                    .description(alias.path("Description").asText())
                    .routingConfig(routing(alias)));
  }

  private static void provision(ResourceRequest request) {
    ObjectNode alias = request.properties();
    ProvisionedConcurrency.set(
        lambda(request), function(alias), name(alias), alias.path("ProvisionedConcurrencyConfig"));
  }

  /** A template lists the weights; the API has them by version. */
  private static AliasRoutingConfiguration routing(ObjectNode alias) {
    Map<String, Double> weights = new TreeMap<>();
    for (JsonNode each : alias.path("RoutingConfig").path("AdditionalVersionWeights")) {
      weights.put(each.path("FunctionVersion").asText(), each.path("FunctionWeight").asDouble());
    }
    return AliasRoutingConfiguration.builder().additionalVersionWeights(weights).build();
  }

  private static Resource resource(ResourceRequest request) {
    ObjectNode alias = request.properties();
    String bare = FunctionName.parse(function(alias)).name();
    String arn = request.account().arn("lambda", "function:" + bare + ":" + name(alias));
    return new Resource(arn, Map.of("AliasArn", arn));
  }

  private static String function(ObjectNode alias) {
    return alias.path("FunctionName").asText();
  }

  private static String name(ObjectNode alias) {
    return alias.path("Name").asText();
  }

  private static LambdaClient lambda(ResourceRequest request) {
    return request.account().client(LambdaClient.class);
  }
}

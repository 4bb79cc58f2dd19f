package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** {@code AWS::ApiGateway::Deployment}. */
@AutoService(ResourceType.class)
public final class DeploymentResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::Deployment",
        Set.of("RestApiId"),
        Set.of("RestApiId"),
        Set.of("Description", "StageName"),
        Set.of("DeploymentId"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    ObjectNode given = request.properties();
    CreateDeploymentRequest.Builder create =
        CreateDeploymentRequest.builder().restApiId(apiId(request));
    Properties.text(given, "Description").ifPresent(create::description);
    Properties.text(given, "StageName").ifPresent(create::stageName);
    String id = api(request).createDeployment(create.build()).id();
    return new Resource(id, Map.of("DeploymentId", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    Apis apis = new Apis(request.account());
    Deployment deployment =
        new ApiStages(request.account(), apis)
            .deployment(apiId(request), current.physicalId()).toBuilder()
                .description(request.properties().path("Description").asText(null))
                .build();
    ApiRecord record = apis.get(apiId(request));
    apis.put(
        record.withDeployments(
            ApiRecord.plus(record.deployments(), deployment.id(), SdkJson.write(deployment))));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      String text =
          api(request)
              .getDeployment(r -> r.restApiId(apiId(request)).deploymentId(current.physicalId()))
              .description();
      return Optional.of(
          LiveProperties.of(request)
              .unread("RestApiId", "StageName")
              .text("Description", text)
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      api(request)
          .deleteDeployment(r -> r.restApiId(apiId(request)).deploymentId(current.physicalId()));
    } catch (NotFoundException e) {
      // Gone already, with the API.
    }
  }

  private static String apiId(ResourceRequest request) {
    return request.properties().path("RestApiId").asText();
  }

  private static ApiGatewayClient api(ResourceRequest request) {
    return request.account().client(ApiGatewayClient.class);
  }
}

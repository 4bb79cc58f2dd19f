package io.biomerkin.cloud.local.apigateway;

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
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** {@code AWS::ApiGateway::Resource}: one part of a path. */
@AutoService(ResourceType.class)
public final class PathResource implements ResourceType {

  private static final Set<String> PROPERTIES = Set.of("ParentId", "PathPart", "RestApiId");

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::Resource", PROPERTIES, PROPERTIES, Set.of(), Set.of("ResourceId"), false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String apiId = text(request, "RestApiId");
    String parent = text(request, "ParentId");
    String part = text(request, "PathPart");
    try {
      return resource(
          api(request)
              .createResource(r -> r.restApiId(apiId).parentId(parent).pathPart(part))
              .id());
    } catch (ConflictException e) {
      return api(request).getResources(r -> r.restApiId(apiId)).items().stream()
          .filter(each -> request.resumed())
          .filter(each -> parent.equals(each.parentId()) && part.equals(each.pathPart()))
          .findFirst()
          .map(each -> resource(each.id()))
          .orElseThrow(() -> e);
    }
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      GetResourceResponse now =
          api(request)
              .getResource(
                  r -> r.restApiId(text(request, "RestApiId")).resourceId(current.physicalId()));
      return Optional.of(
          LiveProperties.of(request)
              .unread("RestApiId")
              .text("ParentId", now.parentId())
              .text("PathPart", now.pathPart())
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      api(request)
          .deleteResource(
              r -> r.restApiId(text(request, "RestApiId")).resourceId(current.physicalId()));
    } catch (NotFoundException e) {
      // Gone already, with its parent or the API.
    }
  }

  private static String text(ResourceRequest request, String property) {
    return request.properties().path(property).asText();
  }

  private static Resource resource(String id) {
    return new Resource(id, Map.of("ResourceId", id));
  }

  private static ApiGatewayClient api(ResourceRequest request) {
    return request.account().client(ApiGatewayClient.class);
  }
}

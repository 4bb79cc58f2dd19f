package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** {@code AWS::ApiGateway::BasePathMapping}. */
@AutoService(ResourceType.class)
public final class BasePathMappingResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::BasePathMapping",
        Set.of("DomainName", "RestApiId"),
        Set.of("BasePath", "DomainName"),
        Set.of("RestApiId", "Stage"),
        Set.of(),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    try {
      map(request);
    } catch (ConflictException e) {
      if (!request.resumed()) {
        throw e;
      }
    }
    String path = text(request, "BasePath");
    return new Resource(text(request, "DomainName") + "|" + path, Map.of());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    delete(request, current);
    map(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      GetBasePathMappingResponse now =
          request
              .account()
              .client(ApiGatewayClient.class)
              .getBasePathMapping(
                  r ->
                      r.domainName(text(request, "DomainName"))
                          .basePath(
                              Properties.text(request.properties(), "BasePath").orElse("(none)")));
      return Optional.of(
          LiveProperties.of(request)
              .unread("DomainName", "BasePath")
              .text("RestApiId", now.restApiId())
              .text("Stage", now.stage())
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      domains(request).unmap(text(request, "DomainName"), text(request, "BasePath"));
    } catch (NotFoundException e) {
      // Gone already, with the domain name.
    }
  }

  private static void map(ResourceRequest request) {
    domains(request)
        .map(
            text(request, "DomainName"),
            text(request, "BasePath"),
            text(request, "RestApiId"),
            Properties.text(request.properties(), "Stage").orElse(null));
  }

  private static String text(ResourceRequest request, String property) {
    return request.properties().path(property).asText();
  }

  private static Domains domains(ResourceRequest request) {
    return new Domains(request.account(), new Apis(request.account()));
  }
}

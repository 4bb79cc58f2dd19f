package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** {@code AWS::ApiGateway::Method}, its integration and its responses. */
@AutoService(ResourceType.class)
public final class MethodResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::Method",
        Set.of("HttpMethod", "ResourceId", "RestApiId"),
        Set.of("HttpMethod", "ResourceId", "RestApiId"),
        Set.of(
            "ApiKeyRequired",
            "AuthorizationScopes",
            "AuthorizationType",
            "AuthorizerId",
            "Integration",
            "MethodResponses",
            "OperationName",
            "RequestModels",
            "RequestParameters",
            "RequestValidatorId"),
        Set.of(),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    ObjectNode properties = request.properties();
    try {
      resources(request).addMethod(apiId(request), resourceId(request), method(properties));
    } catch (ConflictException e) {
      if (!request.resumed()) {
        throw e;
      }
      update(request);
    }
    String id =
        request.stackName()
            + "-"
            + request.logicalId()
            + "-"
            + resourceId(request)
            + "-"
            + properties.path("HttpMethod").asText();
    return new Resource(id, Map.of());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    update(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      Method now =
          resources(request)
              .method(
                  apiId(request),
                  resourceId(request),
                  request.properties().path("HttpMethod").asText());
      ObjectNode wish = SdkJson.write(method(request.properties()));
      ObjectNode has = SdkJson.write(now);
      return Optional.of(
          TemplateNames.live(request, wish, has)
              .unread("RestApiId", "ResourceId")
              .same("Integration", wish.path("methodIntegration"), has.path("methodIntegration"))
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      resources(request)
          .deleteMethod(
              apiId(request),
              resourceId(request),
              request.properties().path("HttpMethod").asText());
    } catch (NotFoundException e) {
      // Gone already, with its resource or the API.
    }
  }

  private static void update(ResourceRequest request) {
    resources(request).putMethod(apiId(request), resourceId(request), method(request.properties()));
  }

  private static Method method(ObjectNode properties) {
    ObjectNode given = TemplateNames.lowered(properties);
    given.remove(List.of("restApiId", "resourceId"));
    JsonNode integration = given.remove("integration");
    JsonNode responses = given.remove("methodResponses");
    Method.Builder method = SdkJson.read(given, Method.builder()).toBuilder();
    if (responses != null) {
      Map<String, MethodResponse> byStatus = new LinkedHashMap<>();
      responses.forEach(
          each ->
              byStatus.put(
                  each.path("statusCode").asText(), SdkJson.read(each, MethodResponse.builder())));
      method.methodResponses(byStatus);
    }
    if (integration instanceof ObjectNode node) {
      method.methodIntegration(integration(node));
    }
    return method.build();
  }

  private static Integration integration(ObjectNode given) {
    JsonNode responses = given.remove("integrationResponses");
    JsonNode httpMethod = given.remove("integrationHttpMethod");
    if (httpMethod != null) {
      given.set("httpMethod", httpMethod);
    }
    Integration.Builder integration = SdkJson.read(given, Integration.builder()).toBuilder();
    if (responses != null) {
      Map<String, IntegrationResponse> byStatus = new LinkedHashMap<>();
      responses.forEach(
          each ->
              byStatus.put(
                  each.path("statusCode").asText(),
                  SdkJson.read(each, IntegrationResponse.builder())));
      integration.integrationResponses(byStatus);
    }
    return integration.build();
  }

  private static ApiResources resources(ResourceRequest request) {
    return new ApiResources(new Apis(request.account()));
  }

  private static String apiId(ResourceRequest request) {
    return request.properties().path("RestApiId").asText();
  }

  private static String resourceId(ResourceRequest request) {
    return request.properties().path("ResourceId").asText();
  }
}

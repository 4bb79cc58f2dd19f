package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;

/** {@code AWS::ApiGateway::GatewayResponse}. */
@AutoService(ResourceType.class)
public final class GatewayResponseResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::GatewayResponse",
        Set.of("ResponseType", "RestApiId"),
        Set.of("ResponseType", "RestApiId"),
        Set.of("ResponseParameters", "ResponseTemplates", "StatusCode"),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    put(request);
    String id = request.nameOr("Id");
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    put(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    ObjectNode wish = TemplateNames.lowered(request.properties());
    try {
      GetGatewayResponseResponse now =
          api(request)
              .getGatewayResponse(
                  r ->
                      r.restApiId(wish.path("restApiId").asText())
                          .responseType(wish.path("responseType").asText()));
      return Optional.of(
          TemplateNames.live(request, wish, SdkJson.write(now)).unread("RestApiId").json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    ObjectNode given = request.properties();
    try {
      api(request)
          .deleteGatewayResponse(
              r ->
                  r.restApiId(given.path("RestApiId").asText())
                      .responseType(given.path("ResponseType").asText()));
    } catch (NotFoundException e) {
      // Gone already, with the API.
    }
  }

  private static void put(ResourceRequest request) {
    api(request)
        .putGatewayResponse(
            SdkJson.read(
                TemplateNames.lowered(request.properties()), PutGatewayResponseRequest.builder()));
  }

  private static ApiGatewayClient api(ResourceRequest request) {
    return request.account().client(ApiGatewayClient.class);
  }
}

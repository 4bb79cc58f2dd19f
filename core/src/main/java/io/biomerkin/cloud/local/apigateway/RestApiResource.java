package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** {@code AWS::ApiGateway::RestApi}. */
@AutoService(ResourceType.class)
public final class RestApiResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::RestApi",
        Set.of("Name"),
        Set.of(),
        Set.of(
            "ApiKeySourceType",
            "BinaryMediaTypes",
            "Description",
            "DisableExecuteApiEndpoint",
            "EndpointConfiguration",
            "MinimumCompressionSize",
            "Name",
            "Policy",
            "Tags"),
        Set.of("RestApiId", "RootResourceId"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    Map<String, String> tags = ResourceTags.of(request);
    Optional<RestApi> own =
        api(request).getRestApis().items().stream()
            .filter(each -> ResourceTags.own(each.tags(), request))
            .findFirst();
    if (own.isPresent()) {
      return resource(own.get().id(), own.get().rootResourceId());
    }
    var made =
        api(request)
            .createRestApi(
                SdkJson.read(given(request), CreateRestApiRequest.builder()).toBuilder()
                    .tags(tags)
                    .build());
    return resource(made.id(), made.rootResourceId());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    Apis apis = new Apis(request.account());
    ApiRecord record = apis.get(current.physicalId());
    RestApi now = record.toApi();
    RestApi changed =
        SdkJson.read(given(request), RestApi.builder()).toBuilder()
            .id(now.id())
            .createdDate(now.createdDate())
            .rootResourceId(now.rootResourceId())
            .tags(ResourceTags.of(request))
            .build();
    apis.put(record.withApi(changed));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      GetRestApiResponse now = api(request).getRestApi(r -> r.restApiId(current.physicalId()));
      ObjectNode has = SdkJson.write(now);
      return Optional.of(
          TemplateNames.live(request, given(request), has)
              .value("ApiKeySourceType", has.path("apiKeySource"))
              .tags(now.tags())
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      api(request).deleteRestApi(r -> r.restApiId(current.physicalId()));
    } catch (NotFoundException e) {
      // Gone already.
    }
  }

  private static ObjectNode given(ResourceRequest request) {
    ObjectNode given = TemplateNames.lowered(request.properties());
    given.remove("tags");
    if (given.has("apiKeySourceType")) {
      given.set("apiKeySource", given.remove("apiKeySourceType"));
    }
    Properties.json(request.properties(), "Policy")
        .ifPresent(policy -> given.put("policy", policy));
    return given;
  }

  private static Resource resource(String id, String root) {
    return new Resource(id, Map.of("RestApiId", id, "RootResourceId", root));
  }

  private static ApiGatewayClient api(ResourceRequest request) {
    return request.account().client(ApiGatewayClient.class);
  }
}

package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** {@code AWS::ApiGateway::Stage}. */
@AutoService(ResourceType.class)
public final class StageResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::Stage",
        Set.of("RestApiId"),
        Set.of("RestApiId", "StageName"),
        Set.of(
            "AccessLogSetting",
            "CanarySetting",
            "DeploymentId",
            "Description",
            "DocumentationVersion",
            "MethodSettings",
            "Tags",
            "TracingEnabled",
            "Variables"),
        Set.of(),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    Stage stage = stage(request);
    ApiRecord api = new Apis(request.account()).get(apiId(request));
    boolean exists = api.stages().containsKey(stage.stageName());
    if (exists && !request.resumed()) {
      throw ApiErrors.conflict("Stage already exists");
    }
    stages(request)
        .put(
            apiId(request), stage.toBuilder().createdDate(request.account().clock().now()).build());
    return new Resource(stage.stageName(), Map.of());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    Stage now = stages(request).stage(apiId(request), current.physicalId());
    stages(request)
        .put(apiId(request), stage(request).toBuilder().createdDate(now.createdDate()).build());
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      Stage now = stages(request).stage(apiId(request), current.physicalId());
      ObjectNode wish = SdkJson.write(stage(request));
      ObjectNode has = SdkJson.write(now);
      LiveProperties live = TemplateNames.live(request, wish, has).unread("RestApiId");
      for (String name : List.of("AccessLogSetting", "CanarySetting")) {
        String key = TemplateNames.lowered(name) + "s";
        live.same(name, wish.path(key), has.path(key));
      }
      return Optional.of(live.tags(now.tags()).json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      stages(request).deleteStage(apiId(request), current.physicalId());
    } catch (NotFoundException e) {
      // Gone already, with the API.
    }
  }

  private static Stage stage(ResourceRequest request) {
    ObjectNode given = TemplateNames.lowered(request.properties());
    given.remove(List.of("restApiId", "tags"));
    JsonNode settings = given.remove("methodSettings");
    if (settings != null) {
      ObjectNode byMethod = given.putObject("methodSettings");
      settings.forEach(each -> byMethod.set(key(each), setting(each)));
    }
    for (String name : List.of("accessLogSetting", "canarySetting")) {
      if (given.has(name)) {
        given.set(name + "s", given.remove(name));
      }
    }
    given.put("stageName", request.properties().path("StageName").asText("default"));
    return SdkJson.read(given, Stage.builder()).toBuilder().tags(ResourceTags.of(request)).build();
  }

  /** {@code /*} and {@code *} are kept as {@code *}{@code /*}, other paths escaped. */
  private static String key(JsonNode setting) {
    String path = setting.path("resourcePath").asText();
    String escaped = path.equals("/*") ? "*" : path.replace("/", "~1");
    return escaped + "/" + setting.path("httpMethod").asText();
  }

  private static ObjectNode setting(JsonNode setting) {
    ObjectNode bare = setting.deepCopy();
    return bare.remove(List.of("resourcePath", "httpMethod"));
  }

  private static String apiId(ResourceRequest request) {
    return request.properties().path("RestApiId").asText();
  }

  private static ApiStages stages(ResourceRequest request) {
    return new ApiStages(request.account(), new Apis(request.account()));
  }
}

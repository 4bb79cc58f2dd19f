package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** Deployments and stages of an API, and its answers to what goes wrong before a method runs. */
final class ApiStages {

  private final LocalAccount account;
  private final Apis apis;

  ApiStages(LocalAccount account, Apis apis) {
    this.account = account;
    this.apis = apis;
  }

  Deployment deploy(CreateDeploymentRequest request) {
    ApiRecord api = apis.get(request.restApiId());
    List<Method> methods =
        api.allResources().stream()
            .flatMap(resource -> resource.resourceMethods().values().stream())
            .toList();
    if (methods.isEmpty()) {
      throw ApiErrors.badRequest("The REST API doesn't contain any methods");
    }
    if (methods.stream().anyMatch(method -> method.methodIntegration() == null)) {
      throw ApiErrors.badRequest("No integration defined for method");
    }
    Deployment deployment =
        Deployment.builder()
            .id(Apis.id(6))
            .description(request.description())
            .createdDate(account.clock().now())
            .build();
    apis.put(
        api.withDeployments(
            ApiRecord.plus(api.deployments(), deployment.id(), SdkJson.write(deployment))));
    if (request.stageName() != null) {
      createOrMove(request, deployment);
    }
    return deployment;
  }

  Deployment deployment(String apiId, String id) {
    return deployments(apiId).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiErrors.notFound("Deployment"));
  }

  List<Deployment> deployments(String apiId) {
    return apis.get(apiId).deployments().values().stream()
        .map(node -> SdkJson.read(node, Deployment.builder()))
        .toList();
  }

  void deleteDeployment(String apiId, String id) {
    deployment(apiId, id);
    ApiRecord api = apis.get(apiId);
    if (api.allStages().stream().anyMatch(stage -> stage.deploymentId().equals(id))) {
      throw ApiErrors.badRequest(
          "Active stages pointing to this deployment must be moved or deleted");
    }
    apis.put(api.withDeployments(ApiRecord.minus(api.deployments(), id)));
  }

  Stage create(CreateStageRequest request) {
    if (apis.get(request.restApiId()).stages().containsKey(request.stageName())) {
      throw ApiErrors.conflict("Stage already exists");
    }
    if (!request.stageName().matches("[A-Za-z0-9_-]{1,128}")) {
      throw ApiErrors.badRequest("Stage name only allows a-zA-Z0-9_");
    }
    ObjectNode given = SdkJson.write(request);
    given.remove("restApiId");
    return put(
        request.restApiId(),
        SdkJson.read(given, Stage.builder()).toBuilder()
            .createdDate(account.clock().now())
            .build());
  }

  /** Keeps a stage; its deployment must be there. */
  Stage put(String apiId, Stage stage) {
    deployment(apiId, stage.deploymentId());
    checkLogging(stage);
    Stage kept = stage.toBuilder().lastUpdatedDate(account.clock().now()).build();
    ApiRecord api = apis.get(apiId);
    apis.put(api.withStages(ApiRecord.plus(api.stages(), kept.stageName(), SdkJson.write(kept))));
    return kept;
  }

  Stage stage(String apiId, String name) {
    return apis.get(apiId).allStages().stream()
        .filter(each -> each.stageName().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiErrors.notFound("stage"));
  }

  void deleteStage(String apiId, String name) {
    stage(apiId, name);
    ApiRecord api = apis.get(apiId);
    apis.put(api.withStages(ApiRecord.minus(api.stages(), name)));
  }

  GatewayResponse putResponse(PutGatewayResponseRequest request) {
    ObjectNode given = SdkJson.write(request);
    given.remove("restApiId");
    GatewayResponse response =
        SdkJson.read(given, GatewayResponse.builder()).toBuilder().defaultResponse(false).build();
    ApiRecord api = apis.get(request.restApiId());
    String type = response.responseTypeAsString();
    apis.put(api.withResponses(ApiRecord.plus(api.responses(), type, SdkJson.write(response))));
    return response;
  }

  GatewayResponse response(String apiId, String type) {
    ObjectNode node = apis.get(apiId).responses().get(type);
    if (node == null) {
      throw ApiErrors.notFound("Gateway response type");
    }
    return SdkJson.read(node, GatewayResponse.builder());
  }

  void deleteResponse(String apiId, String type) {
    response(apiId, type);
    ApiRecord api = apis.get(apiId);
    apis.put(api.withResponses(ApiRecord.minus(api.responses(), type)));
  }

  private void checkLogging(Stage stage) {
    boolean logs =
        stage.accessLogSettings() != null
            || stage.methodSettings().values().stream()
                .map(setting -> String.valueOf(setting.loggingLevel()))
                .anyMatch(level -> level.equals("INFO") || level.equals("ERROR"));
    if (logs && new Domains(account, apis).loggingRole().isEmpty()) {
      throw ApiErrors.badRequest(
          "CloudWatch Logs role ARN must be set in account settings to enable logging");
    }
  }

  private void createOrMove(CreateDeploymentRequest request, Deployment deployment) {
    boolean exists = apis.get(request.restApiId()).stages().containsKey(request.stageName());
    if (exists) {
      Stage stage = stage(request.restApiId(), request.stageName());
      put(request.restApiId(), stage.toBuilder().deploymentId(deployment.id()).build());
    } else {
      create(
          CreateStageRequest.builder()
              .restApiId(request.restApiId())
              .stageName(request.stageName())
              .deploymentId(deployment.id())
              .description(request.stageDescription())
              .variables(request.variables())
              .tracingEnabled(request.tracingEnabled())
              .build());
    }
  }
}

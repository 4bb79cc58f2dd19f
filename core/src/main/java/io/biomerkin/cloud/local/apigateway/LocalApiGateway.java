package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/** API Gateway: each operation goes to the class that knows it. */
final class LocalApiGateway implements ApiGatewayClient {

  private final Apis apis;
  private final ApiResources resources;
  private final ApiStages stages;
  private final Domains domains;
  private final TestInvocation tests;

  LocalApiGateway(LocalAccount account) {
    this.apis = new Apis(account);
    this.resources = new ApiResources(apis);
    this.stages = new ApiStages(account, apis);
    this.domains = new Domains(account, apis);
    this.tests = new TestInvocation(account, resources);
  }

  @Override
  public CreateRestApiResponse createRestApi(CreateRestApiRequest request) {
    return SdkJson.read(SdkJson.write(apis.create(request)), CreateRestApiResponse.builder());
  }

  @Override
  public GetRestApiResponse getRestApi(GetRestApiRequest request) {
    return SdkJson.read(
        SdkJson.write(apis.get(request.restApiId()).toApi()), GetRestApiResponse.builder());
  }

  @Override
  public GetRestApisResponse getRestApis(GetRestApisRequest request) {
    return GetRestApisResponse.builder().items(apis.list()).build();
  }

  @Override
  public UpdateRestApiResponse updateRestApi(UpdateRestApiRequest request) {
    ApiRecord record = apis.get(request.restApiId());
    ObjectNode patched = Patches.applied(record.api(), request.patchOperations());
    RestApi api = SdkJson.read(patched, RestApi.builder());
    apis.put(record.withApi(api));
    return SdkJson.read(SdkJson.write(api), UpdateRestApiResponse.builder());
  }

  @Override
  public DeleteRestApiResponse deleteRestApi(DeleteRestApiRequest request) {
    apis.delete(request.restApiId());
    return DeleteRestApiResponse.builder().build();
  }

  @Override
  public GetTagsResponse getTags(GetTagsRequest request) {
    return GetTagsResponse.builder().tags(apis.tags(request.resourceArn())).build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    apis.tag(request.resourceArn(), request.tags(), List.of());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    apis.tag(request.resourceArn(), Map.of(), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public CreateResourceResponse createResource(CreateResourceRequest request) {
    return SdkJson.read(
        SdkJson.write(
            resources.create(request.restApiId(), request.parentId(), request.pathPart())),
        CreateResourceResponse.builder());
  }

  @Override
  public GetResourceResponse getResource(GetResourceRequest request) {
    return SdkJson.read(
        SdkJson.write(resources.get(request.restApiId(), request.resourceId())),
        GetResourceResponse.builder());
  }

  @Override
  public GetResourcesResponse getResources(GetResourcesRequest request) {
    return GetResourcesResponse.builder().items(resources.list(request.restApiId())).build();
  }

  @Override
  public DeleteResourceResponse deleteResource(DeleteResourceRequest request) {
    resources.delete(request.restApiId(), request.resourceId());
    return DeleteResourceResponse.builder().build();
  }

  @Override
  public PutMethodResponse putMethod(PutMethodRequest request) {
    ObjectNode given = body(request).put("httpMethod", request.httpMethod());
    Method method = SdkJson.read(given, Method.builder());
    resources.addMethod(request.restApiId(), request.resourceId(), method);
    return SdkJson.read(SdkJson.write(method), PutMethodResponse.builder());
  }

  @Override
  public GetMethodResponse getMethod(GetMethodRequest request) {
    return SdkJson.read(
        SdkJson.write(
            resources.method(request.restApiId(), request.resourceId(), request.httpMethod())),
        GetMethodResponse.builder());
  }

  @Override
  public DeleteMethodResponse deleteMethod(DeleteMethodRequest request) {
    resources.deleteMethod(request.restApiId(), request.resourceId(), request.httpMethod());
    return DeleteMethodResponse.builder().build();
  }

  @Override
  public PutIntegrationResponse putIntegration(PutIntegrationRequest request) {
    ObjectNode given = body(request);
    if (given.has("integrationHttpMethod")) {
      given.set("httpMethod", given.remove("integrationHttpMethod"));
    }
    Integration integration =
        resources.putIntegration(
            request.restApiId(),
            request.resourceId(),
            request.httpMethod(),
            SdkJson.read(given, Integration.builder()));
    return SdkJson.read(SdkJson.write(integration), PutIntegrationResponse.builder());
  }

  @Override
  public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
    return SdkJson.read(
        SdkJson.write(
            resources.integration(request.restApiId(), request.resourceId(), request.httpMethod())),
        GetIntegrationResponse.builder());
  }

  @Override
  public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
    resources.deleteIntegration(request.restApiId(), request.resourceId(), request.httpMethod());
    return DeleteIntegrationResponse.builder().build();
  }

  @Override
  public PutIntegrationResponseResponse putIntegrationResponse(
      PutIntegrationResponseRequest request) {
    return SdkJson.read(
        SdkJson.write(
            resources.putIntegrationResponse(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                SdkJson.read(body(request), IntegrationResponse.builder()))),
        PutIntegrationResponseResponse.builder());
  }

  @Override
  public PutMethodResponseResponse putMethodResponse(PutMethodResponseRequest request) {
    return SdkJson.read(
        SdkJson.write(
            resources.putMethodResponse(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                SdkJson.read(body(request), MethodResponse.builder()))),
        PutMethodResponseResponse.builder());
  }

  @Override
  public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
    return SdkJson.read(SdkJson.write(stages.deploy(request)), CreateDeploymentResponse.builder());
  }

  @Override
  public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
    return SdkJson.read(
        SdkJson.write(stages.deployment(request.restApiId(), request.deploymentId())),
        GetDeploymentResponse.builder());
  }

  @Override
  public GetDeploymentsResponse getDeployments(GetDeploymentsRequest request) {
    return GetDeploymentsResponse.builder().items(stages.deployments(request.restApiId())).build();
  }

  @Override
  public DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request) {
    stages.deleteDeployment(request.restApiId(), request.deploymentId());
    return DeleteDeploymentResponse.builder().build();
  }

  @Override
  public CreateStageResponse createStage(CreateStageRequest request) {
    return SdkJson.read(SdkJson.write(stages.create(request)), CreateStageResponse.builder());
  }

  @Override
  public GetStageResponse getStage(GetStageRequest request) {
    return SdkJson.read(
        SdkJson.write(stages.stage(request.restApiId(), request.stageName())),
        GetStageResponse.builder());
  }

  @Override
  public GetStagesResponse getStages(GetStagesRequest request) {
    return GetStagesResponse.builder().item(apis.get(request.restApiId()).allStages()).build();
  }

  @Override
  public UpdateStageResponse updateStage(UpdateStageRequest request) {
    Stage stage = stages.stage(request.restApiId(), request.stageName());
    ObjectNode patched = Patches.applied(SdkJson.write(stage), request.patchOperations());
    Stage kept = stages.put(request.restApiId(), SdkJson.read(patched, Stage.builder()));
    return SdkJson.read(SdkJson.write(kept), UpdateStageResponse.builder());
  }

  @Override
  public DeleteStageResponse deleteStage(DeleteStageRequest request) {
    stages.deleteStage(request.restApiId(), request.stageName());
    return DeleteStageResponse.builder().build();
  }

  @Override
  public PutGatewayResponseResponse putGatewayResponse(PutGatewayResponseRequest request) {
    return SdkJson.read(
        SdkJson.write(stages.putResponse(request)), PutGatewayResponseResponse.builder());
  }

  @Override
  public GetGatewayResponseResponse getGatewayResponse(GetGatewayResponseRequest request) {
    return SdkJson.read(
        SdkJson.write(stages.response(request.restApiId(), request.responseTypeAsString())),
        GetGatewayResponseResponse.builder());
  }

  @Override
  public DeleteGatewayResponseResponse deleteGatewayResponse(DeleteGatewayResponseRequest request) {
    stages.deleteResponse(request.restApiId(), request.responseTypeAsString());
    return DeleteGatewayResponseResponse.builder().build();
  }

  @Override
  public GetAccountResponse getAccount(GetAccountRequest request) {
    return GetAccountResponse.builder()
        .cloudwatchRoleArn(domains.loggingRole().orElse(null))
        .throttleSettings(t -> t.burstLimit(5000).rateLimit(10000.0))
        .build();
  }

  @Override
  public UpdateAccountResponse updateAccount(UpdateAccountRequest request) {
    for (PatchOperation operation : request.patchOperations()) {
      if (!operation.path().equals("/cloudwatchRoleArn")) {
        throw ApiErrors.badRequest("Invalid patch path " + operation.path());
      }
      domains.loggingRole(Optional.ofNullable(operation.value()));
    }
    return UpdateAccountResponse.builder()
        .cloudwatchRoleArn(domains.loggingRole().orElse(null))
        .build();
  }

  @Override
  public CreateDomainNameResponse createDomainName(CreateDomainNameRequest request) {
    return SdkJson.read(SdkJson.write(domains.create(request)), CreateDomainNameResponse.builder());
  }

  @Override
  public GetDomainNameResponse getDomainName(GetDomainNameRequest request) {
    return SdkJson.read(
        SdkJson.write(domains.get(request.domainName())), GetDomainNameResponse.builder());
  }

  @Override
  public GetDomainNamesResponse getDomainNames(GetDomainNamesRequest request) {
    return GetDomainNamesResponse.builder().items(domains.list()).build();
  }

  @Override
  public DeleteDomainNameResponse deleteDomainName(DeleteDomainNameRequest request) {
    domains.delete(request.domainName());
    return DeleteDomainNameResponse.builder().build();
  }

  @Override
  public CreateBasePathMappingResponse createBasePathMapping(CreateBasePathMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(
            domains.map(
                request.domainName(), request.basePath(), request.restApiId(), request.stage())),
        CreateBasePathMappingResponse.builder());
  }

  @Override
  public GetBasePathMappingResponse getBasePathMapping(GetBasePathMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(domains.mapping(request.domainName(), request.basePath())),
        GetBasePathMappingResponse.builder());
  }

  @Override
  public GetBasePathMappingsResponse getBasePathMappings(GetBasePathMappingsRequest request) {
    return GetBasePathMappingsResponse.builder()
        .items(domains.allMappings(request.domainName()))
        .build();
  }

  @Override
  public DeleteBasePathMappingResponse deleteBasePathMapping(DeleteBasePathMappingRequest request) {
    domains.unmap(request.domainName(), request.basePath());
    return DeleteBasePathMappingResponse.builder().build();
  }

  @Override
  public TestInvokeMethodResponse testInvokeMethod(TestInvokeMethodRequest request) {
    return tests.invoke(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** The request without the members that say where it goes. */
  private static ObjectNode body(AwsRequest request) {
    ObjectNode body = SdkJson.write(request);
    body.remove(List.of("restApiId", "resourceId", "httpMethod"));
    return body;
  }
}

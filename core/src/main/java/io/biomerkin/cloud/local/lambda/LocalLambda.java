package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.lambda.run.FunctionRunner;
import io.biomerkin.cloud.local.lambda.run.Programs;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Lambda: each operation goes to the class that knows it. */
final class LocalLambda implements LambdaClient {

  private final FunctionStore store;
  private final Functions functions;
  private final Versions versions;
  private final Aliases aliases;
  private final Concurrency concurrency;
  private final ResourcePolicies policies;
  private final EventSources sources;
  private final FunctionRunner runner;
  private final Invocations invocations;

  LocalLambda(LocalAccount account, Programs programs, DoubleSupplier randomness) {
    this.store = new FunctionStore(account);
    this.functions = new Functions(account, store);
    this.versions = new Versions(store);
    this.aliases = new Aliases(store);
    this.concurrency = new Concurrency(account, store);
    this.policies = new ResourcePolicies(store);
    this.sources = new EventSources(account, store);
    this.runner = new FunctionRunner(account.state().folder("lambda/run"), programs);
    this.invocations = new Invocations(account, store, runner, randomness);
  }

  static LocalLambda of(LocalAccount account) {
    return new LocalLambda(
        account, Programs.ofThisProcess(), () -> ThreadLocalRandom.current().nextDouble());
  }

  @Override
  public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
    return SdkJson.read(
        SdkJson.write(published(functions.create(request), request.publish())),
        CreateFunctionResponse.builder());
  }

  @Override
  public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
    FunctionConfiguration function = functions.updateCode(request);
    boolean publish =
        Boolean.TRUE.equals(request.publish()) && !Boolean.TRUE.equals(request.dryRun());
    return SdkJson.read(
        SdkJson.write(published(function, publish)), UpdateFunctionCodeResponse.builder());
  }

  @Override
  public UpdateFunctionConfigurationResponse updateFunctionConfiguration(
      UpdateFunctionConfigurationRequest request) {
    return SdkJson.read(
        SdkJson.write(functions.updateConfiguration(request)),
        UpdateFunctionConfigurationResponse.builder());
  }

  @Override
  public GetFunctionResponse getFunction(GetFunctionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName(), request.qualifier());
    FunctionConfiguration function = store.resolve(name);
    FunctionRecord record = store.get(name);
    GetFunctionResponse.Builder response =
        GetFunctionResponse.builder()
            .configuration(function)
            .code(
                code ->
                    code.repositoryType("S3")
                        .location(
                            store
                                .code()
                                .path(FunctionStore.hex(function.codeSha256()))
                                .toUri()
                                .toString()));
    if (!record.tags().isEmpty()) {
      response.tags(record.tags());
    }
    record
        .reserved()
        .ifPresent(reserved -> response.concurrency(c -> c.reservedConcurrentExecutions(reserved)));
    return response.build();
  }

  @Override
  public GetFunctionConfigurationResponse getFunctionConfiguration(
      GetFunctionConfigurationRequest request) {
    return SdkJson.read(
        SdkJson.write(
            store.resolve(FunctionName.parse(request.functionName(), request.qualifier()))),
        GetFunctionConfigurationResponse.builder());
  }

  @Override
  public ListFunctionsResponse listFunctions(ListFunctionsRequest request) {
    return ListFunctionsResponse.builder()
        .functions(functions.list(request.functionVersion() == FunctionVersion.ALL))
        .build();
  }

  @Override
  public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
    functions.delete(FunctionName.parse(request.functionName(), request.qualifier()));
    return DeleteFunctionResponse.builder().build();
  }

  @Override
  public ListTagsResponse listTags(ListTagsRequest request) {
    return ListTagsResponse.builder().tags(functions.tags(request.resource())).build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    functions.tag(request.resource(), request.tags());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    functions.untag(request.resource(), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public PublishVersionResponse publishVersion(PublishVersionRequest request) {
    return SdkJson.read(SdkJson.write(versions.publish(request)), PublishVersionResponse.builder());
  }

  @Override
  public ListVersionsByFunctionResponse listVersionsByFunction(
      ListVersionsByFunctionRequest request) {
    return ListVersionsByFunctionResponse.builder()
        .versions(versions.list(store.get(FunctionName.parse(request.functionName()))))
        .build();
  }

  @Override
  public CreateAliasResponse createAlias(CreateAliasRequest request) {
    return SdkJson.read(SdkJson.write(aliases.create(request)), CreateAliasResponse.builder());
  }

  @Override
  public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
    return SdkJson.read(SdkJson.write(aliases.update(request)), UpdateAliasResponse.builder());
  }

  @Override
  public GetAliasResponse getAlias(GetAliasRequest request) {
    return SdkJson.read(
        SdkJson.write(aliases.get(request.functionName(), request.name())),
        GetAliasResponse.builder());
  }

  @Override
  public ListAliasesResponse listAliases(ListAliasesRequest request) {
    return ListAliasesResponse.builder()
        .aliases(aliases.list(request.functionName(), request.functionVersion()))
        .build();
  }

  @Override
  public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
    aliases.delete(request.functionName(), request.name());
    return DeleteAliasResponse.builder().build();
  }

  @Override
  public PutFunctionConcurrencyResponse putFunctionConcurrency(
      PutFunctionConcurrencyRequest request) {
    return PutFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(
            concurrency.reserve(request.functionName(), request.reservedConcurrentExecutions()))
        .build();
  }

  @Override
  public GetFunctionConcurrencyResponse getFunctionConcurrency(
      GetFunctionConcurrencyRequest request) {
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(concurrency.reserved(request.functionName()).orElse(null))
        .build();
  }

  @Override
  public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(
      DeleteFunctionConcurrencyRequest request) {
    concurrency.release(request.functionName());
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  @Override
  public PutProvisionedConcurrencyConfigResponse putProvisionedConcurrencyConfig(
      PutProvisionedConcurrencyConfigRequest request) {
    return SdkJson.read(
        SdkJson.write(
            concurrency.provision(
                request.functionName(),
                request.qualifier(),
                request.provisionedConcurrentExecutions())),
        PutProvisionedConcurrencyConfigResponse.builder());
  }

  @Override
  public GetProvisionedConcurrencyConfigResponse getProvisionedConcurrencyConfig(
      GetProvisionedConcurrencyConfigRequest request) {
    return concurrency.provisioned(request.functionName(), request.qualifier());
  }

  @Override
  public DeleteProvisionedConcurrencyConfigResponse deleteProvisionedConcurrencyConfig(
      DeleteProvisionedConcurrencyConfigRequest request) {
    concurrency.unprovision(request.functionName(), request.qualifier());
    return DeleteProvisionedConcurrencyConfigResponse.builder().build();
  }

  @Override
  public AddPermissionResponse addPermission(AddPermissionRequest request) {
    return AddPermissionResponse.builder().statement(policies.add(request)).build();
  }

  @Override
  public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
    policies.remove(request);
    return RemovePermissionResponse.builder().build();
  }

  @Override
  public GetPolicyResponse getPolicy(GetPolicyRequest request) {
    return GetPolicyResponse.builder()
        .policy(policies.get(request.functionName(), request.qualifier()))
        .build();
  }

  @Override
  public CreateEventSourceMappingResponse createEventSourceMapping(
      CreateEventSourceMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(sources.create(request)), CreateEventSourceMappingResponse.builder());
  }

  @Override
  public GetEventSourceMappingResponse getEventSourceMapping(GetEventSourceMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(sources.get(request.uuid())), GetEventSourceMappingResponse.builder());
  }

  @Override
  public ListEventSourceMappingsResponse listEventSourceMappings(
      ListEventSourceMappingsRequest request) {
    return ListEventSourceMappingsResponse.builder()
        .eventSourceMappings(sources.list(request.functionName(), request.eventSourceArn()))
        .build();
  }

  @Override
  public UpdateEventSourceMappingResponse updateEventSourceMapping(
      UpdateEventSourceMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(sources.update(request)), UpdateEventSourceMappingResponse.builder());
  }

  @Override
  public DeleteEventSourceMappingResponse deleteEventSourceMapping(
      DeleteEventSourceMappingRequest request) {
    return SdkJson.read(
        SdkJson.write(sources.delete(request.uuid())), DeleteEventSourceMappingResponse.builder());
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    return invocations.invoke(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    runner.close();
  }

  private FunctionConfiguration published(
      FunctionConfiguration function, @Nullable Boolean publish) {
    return Boolean.TRUE.equals(publish)
        ? versions.publish(
            PublishVersionRequest.builder().functionName(function.functionName()).build())
        : function;
  }
}

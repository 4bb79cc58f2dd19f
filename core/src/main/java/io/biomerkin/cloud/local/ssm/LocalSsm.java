package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;

/** The parameter store's calls, each handed to the class that knows it. */
final class LocalSsm implements SsmClient {

  private final SsmState state;

  LocalSsm(LocalAccount account) {
    this.state = new SsmState(account);
  }

  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    return new Puts(state).put(request);
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    return new Gets(state).get(request);
  }

  @Override
  public GetParametersResponse getParameters(GetParametersRequest request) {
    return new Gets(state).get(request);
  }

  @Override
  public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
    return new Gets(state).byPath(request);
  }

  @Override
  public GetParameterHistoryResponse getParameterHistory(GetParameterHistoryRequest request) {
    return new Gets(state).history(request);
  }

  @Override
  public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
    return new Descriptions(state).describe(request);
  }

  @Override
  public DescribeParametersResponse describeParameters() {
    return describeParameters(DescribeParametersRequest.builder().build());
  }

  @Override
  public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
    if (state.parameters().get(request.name()).isEmpty()) {
      throw SsmErrors.notFound();
    }
    state.parameters().remove(request.name());
    return DeleteParameterResponse.builder().build();
  }

  @Override
  public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
    List<String> deleted = new ArrayList<>(request.names());
    deleted.removeIf(name -> state.parameters().get(name).isEmpty());
    List<String> invalid = new ArrayList<>(request.names());
    invalid.removeAll(deleted);
    deleted.forEach(state.parameters()::remove);
    return DeleteParametersResponse.builder()
        .deletedParameters(deleted)
        .invalidParameters(invalid)
        .build();
  }

  @Override
  public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
    StoredParameter parameter =
        tagged(request, request.resourceTypeAsString(), request.resourceId());
    Map<String, String> tags = new TreeMap<>(parameter.tags());
    tags.putAll(Puts.tags(request.tags()));
    state.parameters().put(parameter.name(), parameter.withTags(tags));
    return AddTagsToResourceResponse.builder().build();
  }

  @Override
  public RemoveTagsFromResourceResponse removeTagsFromResource(
      RemoveTagsFromResourceRequest request) {
    StoredParameter parameter =
        tagged(request, request.resourceTypeAsString(), request.resourceId());
    Map<String, String> tags = new TreeMap<>(parameter.tags());
    tags.keySet().removeAll(request.tagKeys());
    state.parameters().put(parameter.name(), parameter.withTags(tags));
    return RemoveTagsFromResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    StoredParameter parameter =
        tagged(request, request.resourceTypeAsString(), request.resourceId());
    return ListTagsForResourceResponse.builder().tagList(Puts.list(parameter.tags())).build();
  }

  private StoredParameter tagged(AwsRequest request, String type, String id) {
    if (!type.equals("Parameter")) {
      throw KnownParameters.refused(request, "ResourceType " + type);
    }
    return state.parameters().get(id).orElseThrow(SsmErrors::invalidResource);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** REST APIs: made, found, changed, deleted. */
final class Apis {

  private final LocalAccount account;

  Apis(LocalAccount account) {
    this.account = account;
  }

  /** An id as API Gateway makes them. */
  static String id(int length) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, length);
  }

  RestApi create(CreateRestApiRequest request) {
    KnownParameters.only(
        request,
        "name",
        "description",
        "version",
        "binaryMediaTypes",
        "minimumCompressionSize",
        "apiKeySource",
        "endpointConfiguration",
        "policy",
        "tags",
        "disableExecuteApiEndpoint");
    if (request.name() == null || request.name().isBlank()) {
      throw ApiErrors.badRequest("API name must not be blank");
    }
    String root = id(10);
    RestApi.Builder api = SdkJson.read(SdkJson.write(request), RestApi.builder()).toBuilder();
    api.id(id(10)).createdDate(account.clock().now()).rootResourceId(root);
    api.apiKeySource(Optional.ofNullable(request.apiKeySource()).orElse(ApiKeySourceType.HEADER));
    if (request.endpointConfiguration() == null) {
      api.endpointConfiguration(endpoint -> endpoint.types(EndpointType.EDGE));
    }
    RestApi made = api.build();
    ObjectNode rootResource = SdkJson.write(Resource.builder().id(root).path("/").build());
    put(
        new ApiRecord(
            SdkJson.write(made), Map.of(root, rootResource), Map.of(), Map.of(), Map.of()));
    return made;
  }

  ApiRecord get(String id) {
    return apis().get(id).orElseThrow(() -> ApiErrors.notFound("API"));
  }

  List<RestApi> list() {
    return apis().all().stream().map(ApiRecord::toApi).toList();
  }

  void put(ApiRecord record) {
    apis().put(record.toApi().id(), record);
  }

  void delete(String id) {
    get(id);
    apis().remove(id);
  }

  /** The API or stage of an ARN such as {@code arn:aws:apigateway:us-east-1::/restapis/ID}. */
  Map<String, String> tags(String arn) {
    return get(apiOf(arn)).toApi().tags();
  }

  void tag(String arn, Map<String, String> tags, List<String> gone) {
    ApiRecord record = get(apiOf(arn));
    Map<String, String> all = new TreeMap<>(record.toApi().tags());
    all.putAll(tags);
    all.keySet().removeAll(gone);
    put(record.withApi(record.toApi().toBuilder().tags(all).build()));
  }

  private static String apiOf(String arn) {
    String path = arn.replaceFirst("^.*/restapis/", "");
    if (path.contains("/")) {
      throw ApiErrors.badRequest("Invalid ARN specified in the request");
    }
    return path;
  }

  private Documents<ApiRecord> apis() {
    return account.state().documents("apigateway/apis", ApiRecord.class);
  }
}

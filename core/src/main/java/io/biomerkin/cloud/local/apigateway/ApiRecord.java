package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * A REST API as it is kept, in one document.
 *
 * @param api the API itself
 * @param resources its resources with their methods, by id
 * @param deployments its deployments, by id
 * @param stages its stages, by name
 * @param responses its gateway responses, by type
 */
record ApiRecord(
    ObjectNode api,
    Map<String, ObjectNode> resources,
    Map<String, ObjectNode> deployments,
    Map<String, ObjectNode> stages,
    Map<String, ObjectNode> responses) {

  ApiRecord {
    resources = sorted(resources);
    deployments = sorted(deployments);
    stages = sorted(stages);
    responses = sorted(responses);
  }

  RestApi toApi() {
    return SdkJson.read(api, RestApi.builder());
  }

  java.util.List<Resource> allResources() {
    return resources.values().stream().map(node -> SdkJson.read(node, Resource.builder())).toList();
  }

  java.util.List<Stage> allStages() {
    return stages.values().stream().map(node -> SdkJson.read(node, Stage.builder())).toList();
  }

  ApiRecord withApi(RestApi changed) {
    return new ApiRecord(SdkJson.write(changed), resources, deployments, stages, responses);
  }

  ApiRecord withResources(Map<String, ObjectNode> changed) {
    return new ApiRecord(api, changed, deployments, stages, responses);
  }

  ApiRecord withDeployments(Map<String, ObjectNode> changed) {
    return new ApiRecord(api, resources, changed, stages, responses);
  }

  ApiRecord withStages(Map<String, ObjectNode> changed) {
    return new ApiRecord(api, resources, deployments, changed, responses);
  }

  ApiRecord withResponses(Map<String, ObjectNode> changed) {
    return new ApiRecord(api, resources, deployments, stages, changed);
  }

  /** The map with one entry more, or changed. */
  static Map<String, ObjectNode> plus(Map<String, ObjectNode> map, String key, ObjectNode value) {
    Map<String, ObjectNode> changed = new TreeMap<>(map);
    changed.put(key, value);
    return changed;
  }

  /** The map without an entry. */
  static Map<String, ObjectNode> minus(Map<String, ObjectNode> map, String key) {
    Map<String, ObjectNode> changed = new TreeMap<>(map);
    changed.remove(key);
    return changed;
  }

  private static Map<String, ObjectNode> sorted(Map<String, ObjectNode> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}

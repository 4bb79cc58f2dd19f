package io.biomerkin.cloud.local.scaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/** {@code AWS::ApplicationAutoScaling::ScalableTarget}. */
@AutoService(ResourceType.class)
public final class ScalableTargetResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        Set.of("MaxCapacity", "MinCapacity", "ResourceId", "ScalableDimension", "ServiceNamespace"),
        Set.of("ResourceId", "ScalableDimension", "ServiceNamespace"),
        Set.of("MaxCapacity", "MinCapacity", "RoleARN", "SuspendedState"),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    register(request);
    ObjectNode given = request.properties();
    String id =
        given.path("ResourceId").asText()
            + "|"
            + given.path("ScalableDimension").asText()
            + "|"
            + given.path("ServiceNamespace").asText();
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    register(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    ObjectNode given = request.properties();
    return scaling(request)
        .describeScalableTargets(
            r ->
                r.serviceNamespace(given.path("ServiceNamespace").asText())
                    .resourceIds(given.path("ResourceId").asText())
                    .scalableDimension(given.path("ScalableDimension").asText()))
        .scalableTargets()
        .stream()
        .findFirst()
        .map(now -> LiveProperties.of(request).members(now).json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    ObjectNode given = request.properties();
    try {
      scaling(request)
          .deregisterScalableTarget(
              r ->
                  r.serviceNamespace(given.path("ServiceNamespace").asText())
                      .resourceId(given.path("ResourceId").asText())
                      .scalableDimension(given.path("ScalableDimension").asText()));
    } catch (ObjectNotFoundException e) {
      // Gone already.
    }
  }

  private static void register(ResourceRequest request) {
    scaling(request)
        .registerScalableTarget(
            SdkJson.read(request.properties(), RegisterScalableTargetRequest.builder()));
  }

  private static ApplicationAutoScalingClient scaling(ResourceRequest request) {
    return request.account().client(ApplicationAutoScalingClient.class);
  }
}

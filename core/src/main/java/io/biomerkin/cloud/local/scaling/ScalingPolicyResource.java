package io.biomerkin.cloud.local.scaling;

import com.fasterxml.jackson.databind.JsonNode;
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
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;

/** {@code AWS::ApplicationAutoScaling::ScalingPolicy}. */
@AutoService(ResourceType.class)
public final class ScalingPolicyResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        Set.of("PolicyName", "PolicyType"),
        Set.of(
            "PolicyName", "ResourceId", "ScalableDimension", "ScalingTargetId", "ServiceNamespace"),
        Set.of(
            "PolicyType",
            "StepScalingPolicyConfiguration",
            "TargetTrackingScalingPolicyConfiguration"),
        Set.of("Arn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String arn = put(request);
    return new Resource(arn, Map.of("Arn", arn));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    put(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    ObjectNode given = given(request);
    return scaling(request)
        .describeScalingPolicies(
            r ->
                r.policyNames(given.path("PolicyName").asText())
                    .serviceNamespace(given.path("ServiceNamespace").asText())
                    .resourceId(given.path("ResourceId").asText())
                    .scalableDimension(given.path("ScalableDimension").asText()))
        .scalingPolicies()
        .stream()
        .findFirst()
        .map(now -> LiveProperties.of(request).members(now).unread("ScalingTargetId").json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    ObjectNode given = given(request);
    try {
      scaling(request)
          .deleteScalingPolicy(
              r ->
                  r.policyName(given.path("PolicyName").asText())
                      .serviceNamespace(given.path("ServiceNamespace").asText())
                      .resourceId(given.path("ResourceId").asText())
                      .scalableDimension(given.path("ScalableDimension").asText()));
    } catch (ObjectNotFoundException e) {
      // Gone already, alone or with its target.
    }
  }

  private static String put(ResourceRequest request) {
    return scaling(request)
        .putScalingPolicy(SdkJson.read(given(request), PutScalingPolicyRequest.builder()))
        .policyARN();
  }

  /** A template may name its target by the target's id, which holds the three parts. */
  private static ObjectNode given(ResourceRequest request) {
    ObjectNode given = request.properties().deepCopy();
    JsonNode target = given.remove("ScalingTargetId");
    if (target != null) {
      String[] parts = target.asText().split("\\|", -1);
      given.put("ResourceId", parts[0]);
      given.put("ScalableDimension", parts[1]);
      given.put("ServiceNamespace", parts[2]);
    }
    return given;
  }

  private static ApplicationAutoScalingClient scaling(ResourceRequest request) {
    return request.account().client(ApplicationAutoScalingClient.class);
  }
}

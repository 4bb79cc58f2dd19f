package io.biomerkin.cloud.local.scaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

/** Scalable targets and their policies. */
final class Scaling {

  private static final String ROLE =
      ":role/aws-service-role/lambda.application-autoscaling.amazonaws.com/"
          + "AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency";

  private final LocalAccount account;

  Scaling(LocalAccount account) {
    this.account = account;
  }

  /** Makes a target or changes it; what a change leaves out stays. */
  ScalableTarget register(RegisterScalableTargetRequest request) {
    String id = id(request.resourceId(), request.scalableDimensionAsString());
    Optional<ScalableTarget> before = targets().get(id).map(Scaling::target);
    if (before.isEmpty() && (request.minCapacity() == null || request.maxCapacity() == null)) {
      throw invalid("MinCapacity and MaxCapacity are required when registering a new target");
    }
    ObjectNode given = SdkJson.write(request);
    given.remove("Tags");
    ScalableTarget.Builder target =
        before.map(ScalableTarget::toBuilder).orElseGet(ScalableTarget::builder);
    ScalableTarget.Builder changed = SdkJson.read(given, target).toBuilder();
    if (before.isEmpty()) {
      changed
          .creationTime(account.clock().now())
          .scalableTargetARN(
              account.arn("application-autoscaling", "scalable-target/" + UUID.randomUUID()));
    }
    if (request.roleARN() == null) {
      changed.roleARN("arn:aws:iam::" + account.account() + ROLE);
    }
    ScalableTarget kept = changed.build();
    if (kept.minCapacity() > kept.maxCapacity()) {
      throw invalid("Maximum capacity cannot be less than minimum capacity");
    }
    targets().put(id, SdkJson.write(kept));
    return kept;
  }

  List<ScalableTarget> targets(String namespace, List<String> ids, @Nullable String dimension) {
    return targets().all().stream()
        .map(Scaling::target)
        .filter(target -> target.serviceNamespaceAsString().equals(namespace))
        .filter(target -> ids.isEmpty() || ids.contains(target.resourceId()))
        .filter(target -> dimension == null || target.scalableDimensionAsString().equals(dimension))
        .toList();
  }

  /** Its policies go with it. */
  void deregister(String resource, String dimension) {
    checkTarget(resource, dimension);
    policies().all().stream()
        .map(Scaling::policy)
        .filter(policy -> policy.resourceId().equals(resource))
        .filter(policy -> policy.scalableDimensionAsString().equals(dimension))
        .forEach(policy -> policies().remove(id(policy)));
    targets().remove(id(resource, dimension));
  }

  ScalingPolicy put(PutScalingPolicyRequest request) {
    checkTarget(request.resourceId(), request.scalableDimensionAsString());
    ScalingPolicy given = SdkJson.read(SdkJson.write(request), ScalingPolicy.builder());
    Optional<ScalingPolicy> before = policies().get(id(given)).map(Scaling::policy);
    String arn =
        before
            .map(ScalingPolicy::policyARN)
            .orElseGet(
                () ->
                    account.arn(
                        "autoscaling",
                        "scalingPolicy:"
                            + UUID.randomUUID()
                            + ":resource/"
                            + given.serviceNamespaceAsString()
                            + "/"
                            + given.resourceId()
                            + ":policyName/"
                            + given.policyName()));
    ScalingPolicy kept =
        given.toBuilder().policyARN(arn).creationTime(account.clock().now()).build();
    policies().put(id(kept), SdkJson.write(kept));
    return kept;
  }

  List<ScalingPolicy> policies(String namespace, List<String> names, @Nullable String resource) {
    return policies().all().stream()
        .map(Scaling::policy)
        .filter(policy -> policy.serviceNamespaceAsString().equals(namespace))
        .filter(policy -> names.isEmpty() || names.contains(policy.policyName()))
        .filter(policy -> resource == null || policy.resourceId().equals(resource))
        .toList();
  }

  void deletePolicy(String name, String resource, String dimension) {
    String id = id(resource, dimension) + "/" + name;
    if (policies().get(id).isEmpty()) {
      throw missing(
          "No scaling policy found for service namespace: lambda, resource ID: "
              + resource
              + ", scalable dimension: "
              + dimension
              + ", policy name: "
              + name);
    }
    policies().remove(id);
  }

  private void checkTarget(String resource, String dimension) {
    if (targets().get(id(resource, dimension)).isEmpty()) {
      throw missing(
          "No scalable target found for resource ID: "
              + resource
              + ", scalable dimension: "
              + dimension);
    }
  }

  private static String id(String resource, String dimension) {
    return dimension + "/" + resource;
  }

  private static String id(ScalingPolicy policy) {
    return id(policy.resourceId(), policy.scalableDimensionAsString()) + "/" + policy.policyName();
  }

  private static ScalableTarget target(ObjectNode node) {
    return SdkJson.read(node, ScalableTarget.builder());
  }

  private static ScalingPolicy policy(ObjectNode node) {
    return SdkJson.read(node, ScalingPolicy.builder());
  }

  private static RuntimeException missing(String message) {
    return Refusal.of(
        ObjectNotFoundException.builder(),
        "ApplicationAutoScaling",
        400,
        "ObjectNotFoundException",
        message);
  }

  private static RuntimeException invalid(String message) {
    return Refusal.of(
        ValidationException.builder(),
        "ApplicationAutoScaling",
        400,
        "ValidationException",
        message);
  }

  private Documents<ObjectNode> targets() {
    return account.state().documents("scaling/targets", ObjectNode.class);
  }

  private Documents<ObjectNode> policies() {
    return account.state().documents("scaling/policies", ObjectNode.class);
  }
}

package io.biomerkin.cloud.local.scaling;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;

/** Application Auto Scaling: targets and policies are kept, nothing scales. */
final class LocalScaling implements ApplicationAutoScalingClient {

  private final Scaling scaling;

  LocalScaling(LocalAccount account) {
    this.scaling = new Scaling(account);
  }

  @Override
  public RegisterScalableTargetResponse registerScalableTarget(
      RegisterScalableTargetRequest request) {
    return RegisterScalableTargetResponse.builder()
        .scalableTargetARN(scaling.register(request).scalableTargetARN())
        .build();
  }

  @Override
  public DescribeScalableTargetsResponse describeScalableTargets(
      DescribeScalableTargetsRequest request) {
    return DescribeScalableTargetsResponse.builder()
        .scalableTargets(
            scaling.targets(
                request.serviceNamespaceAsString(),
                request.resourceIds(),
                request.scalableDimensionAsString()))
        .build();
  }

  @Override
  public DeregisterScalableTargetResponse deregisterScalableTarget(
      DeregisterScalableTargetRequest request) {
    scaling.deregister(request.resourceId(), request.scalableDimensionAsString());
    return DeregisterScalableTargetResponse.builder().build();
  }

  @Override
  public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
    return PutScalingPolicyResponse.builder()
        .policyARN(scaling.put(request).policyARN())
        .alarms(List.of())
        .build();
  }

  @Override
  public DescribeScalingPoliciesResponse describeScalingPolicies(
      DescribeScalingPoliciesRequest request) {
    return DescribeScalingPoliciesResponse.builder()
        .scalingPolicies(
            scaling.policies(
                request.serviceNamespaceAsString(), request.policyNames(), request.resourceId()))
        .build();
  }

  @Override
  public DeleteScalingPolicyResponse deleteScalingPolicy(DeleteScalingPolicyRequest request) {
    scaling.deletePolicy(
        request.policyName(), request.resourceId(), request.scalableDimensionAsString());
    return DeleteScalingPolicyResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

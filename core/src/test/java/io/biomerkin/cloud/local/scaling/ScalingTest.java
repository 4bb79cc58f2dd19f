package io.biomerkin.cloud.local.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;

class ScalingTest {

  private static final String DIMENSION = "lambda:function:ProvisionedConcurrency";
  private static final String TARGET =
      "{'ServiceNamespace': 'lambda', 'ScalableDimension': '"
          + DIMENSION
          + "', 'ResourceId': 'function:f:live', 'MinCapacity': 1, 'MaxCapacity': 10}";

  @TempDir Path folder;
  private ApplicationAutoScalingClient scaling;
  private Template template;

  @BeforeEach
  void open() {
    scaling = EmbeddedCloud.client(ApplicationAutoScalingClient.class, folder);
    template = Template.in(folder);
  }

  @Test
  void a_template_makes_changes_and_removes_a_target_with_its_policy() {
    ScalableTargetResource type = new ScalableTargetResource();
    ScalingPolicyResource policyType = new ScalingPolicyResource();
    Resource target = template.create(type, TARGET);
    String policy =
        "{'PolicyName': 'p', 'PolicyType': 'TargetTrackingScaling', 'ScalingTargetId': '"
            + target.physicalId()
            + "', 'TargetTrackingScalingPolicyConfiguration': {'TargetValue': 0.7,"
            + " 'PredefinedMetricSpecification': {'PredefinedMetricType':"
            + " 'LambdaProvisionedConcurrencyUtilization'}}}";
    Resource made = template.create(policyType, policy);

    assertThat(template.create(policyType, policy)).isEqualTo(made);
    type.update(template.request(TARGET.replace("10", "20")), target, Template.json(TARGET));
    assertThat(targets().get(0).maxCapacity()).isEqualTo(20);
    assertThat(
            scaling
                .describeScalingPolicies(r -> r.serviceNamespace("lambda"))
                .scalingPolicies()
                .get(0)
                .targetTrackingScalingPolicyConfiguration()
                .targetValue())
        .isEqualTo(0.7);
    type.delete(template.request(TARGET), target);
    type.delete(template.request(TARGET), target);
    policyType.delete(template.request(policy), made);
    assertThat(targets()).isEmpty();
  }

  @Test
  void what_does_not_fit_is_refused() {
    refused(
        () -> template.create(new ScalableTargetResource(), TARGET.replace("10", "0")),
        "Maximum capacity cannot be less than minimum capacity");
    refused(
        () ->
            scaling.putScalingPolicy(
                r ->
                    r.policyName("p")
                        .serviceNamespace("lambda")
                        .resourceId("function:x:live")
                        .scalableDimension(DIMENSION)),
        "No scalable target found for resource ID: function:x:live, scalable dimension: "
            + DIMENSION);
    refused(
        () ->
            scaling.registerScalableTarget(
                r ->
                    r.serviceNamespace("lambda")
                        .resourceId("function:x:live")
                        .scalableDimension(DIMENSION)),
        "MinCapacity and MaxCapacity are required when registering a new target");
  }

  private java.util.List<
          software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget>
      targets() {
    return scaling.describeScalableTargets(r -> r.serviceNamespace("lambda")).scalableTargets();
  }

  private static void refused(ThrowingCallable call, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
  }
}

package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** {@code AWS::CloudWatch::Alarm}; the properties have the API's names. */
@AutoService(ResourceType.class)
public final class AlarmType implements ResourceType {

  private static final String NAME = "AlarmName";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::CloudWatch::Alarm",
        Set.of("ComparisonOperator", "EvaluationPeriods"),
        Set.of(NAME),
        Set.of(
            "ActionsEnabled",
            "AlarmActions",
            "AlarmDescription",
            "ComparisonOperator",
            "DatapointsToAlarm",
            "Dimensions",
            "EvaluationPeriods",
            "InsufficientDataActions",
            "MetricName",
            "Namespace",
            "OKActions",
            "Period",
            "Statistic",
            "Tags",
            "Threshold",
            "TreatMissingData",
            "Unit"),
        Set.of("Arn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    CloudWatchClient cloudWatch = request.account().client(CloudWatchClient.class);
    String name = request.nameOr(NAME, 255);
    boolean exists = !cloudWatch.describeAlarms(r -> r.alarmNames(name)).metricAlarms().isEmpty();
    if (exists && !ResourceTags.own(tags(cloudWatch, arn(request, name)), request)) {
      throw Properties.alreadyExists(schema().type(), name);
    }
    return put(cloudWatch, request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    CloudWatchClient cloudWatch = request.account().client(CloudWatchClient.class);
    String name = current.physicalId();
    Resource updated = put(cloudWatch, request, name);
    String arn = arn(request, name);
    Map<String, String> tags = ResourceTags.of(request);
    Set<String> gone = new TreeSet<>(tags(cloudWatch, arn).keySet());
    gone.removeAll(tags.keySet());
    cloudWatch.untagResource(r -> r.resourceARN(arn).tagKeys(gone));
    cloudWatch.tagResource(r -> r.resourceARN(arn).tags(Alarms.list(tags)));
    return updated;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    CloudWatchClient cloudWatch = request.account().client(CloudWatchClient.class);
    String name = current.physicalId();
    return cloudWatch.describeAlarms(r -> r.alarmNames(name)).metricAlarms().stream()
        .findFirst()
        .map(
            alarm ->
                LiveProperties.of(request)
                    .members(alarm)
                    .tags(tags(cloudWatch, arn(request, name)))
                    .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    request
        .account()
        .client(CloudWatchClient.class)
        .deleteAlarms(r -> r.alarmNames(current.physicalId()));
  }

  private static Resource put(CloudWatchClient cloudWatch, ResourceRequest request, String name) {
    ObjectNode properties = request.properties().deepCopy();
    properties.remove("Tags");
    cloudWatch.putMetricAlarm(
        SdkJson.read(properties, PutMetricAlarmRequest.builder()).toBuilder()
            .alarmName(name)
            .tags(Alarms.list(ResourceTags.of(request)))
            .build());
    return new Resource(name, Map.of("Arn", arn(request, name)));
  }

  private static String arn(ResourceRequest request, String name) {
    return request.account().arn("cloudwatch", "alarm:" + name);
  }

  private static Map<String, String> tags(CloudWatchClient cloudWatch, String arn) {
    return Alarms.tags(cloudWatch.listTagsForResource(r -> r.resourceARN(arn)).tags());
  }
}

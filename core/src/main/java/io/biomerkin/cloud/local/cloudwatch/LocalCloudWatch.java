package io.biomerkin.cloud.local.cloudwatch;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.SelfLocking;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** The monitoring service's calls, each handed to the class that knows it. */
final class LocalCloudWatch implements CloudWatchClient, SelfLocking {

  private final LocalAccount account;
  private final CloudWatchState state;

  LocalCloudWatch(LocalAccount account) {
    this.account = account;
    this.state = new CloudWatchState(account);
  }

  @Override
  public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
    return account.locked(() -> new Metrics(state).put(request));
  }

  @Override
  public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
    return account.locked(() -> new Metrics(state).statistics(request));
  }

  @Override
  public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
    return account.locked(() -> new Metrics(state).data(request));
  }

  @Override
  public ListMetricsResponse listMetrics(ListMetricsRequest request) {
    return account.locked(() -> new Metrics(state).list(request));
  }

  @Override
  public ListMetricsResponse listMetrics() {
    return listMetrics(ListMetricsRequest.builder().build());
  }

  @Override
  public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
    return account.locked(() -> new Alarms(state).put(request));
  }

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    return account.locked(() -> new Alarms(state).describe(request));
  }

  @Override
  public DescribeAlarmsResponse describeAlarms() {
    return describeAlarms(DescribeAlarmsRequest.builder().build());
  }

  @Override
  public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
    return account.locked(() -> new Alarms(state).delete(request));
  }

  @Override
  public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
    return account.locked(() -> new Alarms(state).set(request));
  }

  @Override
  public EnableAlarmActionsResponse enableAlarmActions(EnableAlarmActionsRequest request) {
    return account.locked(
        () -> {
          new Alarms(state).enable(request.alarmNames(), true);
          return EnableAlarmActionsResponse.builder().build();
        });
  }

  @Override
  public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsRequest request) {
    return account.locked(
        () -> {
          new Alarms(state).enable(request.alarmNames(), false);
          return DisableAlarmActionsResponse.builder().build();
        });
  }

  @Override
  public PutDashboardResponse putDashboard(PutDashboardRequest request) {
    return account.locked(() -> new Dashboards(state).put(request));
  }

  @Override
  public GetDashboardResponse getDashboard(GetDashboardRequest request) {
    return account.locked(() -> new Dashboards(state).get(request));
  }

  @Override
  public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
    return account.locked(() -> new Dashboards(state).list(request));
  }

  @Override
  public ListDashboardsResponse listDashboards() {
    return listDashboards(ListDashboardsRequest.builder().build());
  }

  @Override
  public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
    return account.locked(() -> new Dashboards(state).delete(request));
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    return account.locked(
        () -> {
          Alarm alarm = new Alarms(state).byArn(request.resourceARN());
          Map<String, String> tags = new TreeMap<>(alarm.tags());
          tags.putAll(Alarms.tags(request.tags()));
          state.alarms().put(alarm.name(), alarm.withTags(tags));
          return TagResourceResponse.builder().build();
        });
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return account.locked(
        () -> {
          Alarm alarm = new Alarms(state).byArn(request.resourceARN());
          Map<String, String> tags = new TreeMap<>(alarm.tags());
          tags.keySet().removeAll(request.tagKeys());
          state.alarms().put(alarm.name(), alarm.withTags(tags));
          return UntagResourceResponse.builder().build();
        });
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return account.locked(
        () ->
            ListTagsForResourceResponse.builder()
                .tags(Alarms.list(new Alarms(state).byArn(request.resourceARN()).tags()))
                .build());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/** Dashboards, kept as they are put. */
final class Dashboards {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CloudWatchState state;

  Dashboards(CloudWatchState state) {
    this.state = state;
  }

  PutDashboardResponse put(PutDashboardRequest request) {
    String name = Optional.ofNullable(request.dashboardName()).orElse("");
    if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
      throw CloudWatchErrors.invalidDashboard(
          "The value for field DashboardName contains invalid characters. It can only contain"
              + " alphanumerics, dash (-) and underscore (_).");
    }
    String body = Optional.ofNullable(request.dashboardBody()).orElse("");
    check(body);
    state.dashboards().put(name, new Dashboard(name, body, state.now()));
    return PutDashboardResponse.builder().build();
  }

  private static void check(String body) {
    try {
      if (JSON.readTree(body).path("widgets").isArray()) {
        return;
      }
    } catch (JsonProcessingException e) {
      // Told below, as any other body that is none.
    }
    throw CloudWatchErrors.invalidDashboard(
        "The field DashboardBody must be a valid JSON object with an array of widgets");
  }

  GetDashboardResponse get(GetDashboardRequest request) {
    String name = Optional.ofNullable(request.dashboardName()).orElse("");
    Dashboard dashboard =
        state.dashboards().get(name).orElseThrow(() -> CloudWatchErrors.noDashboard(name));
    return GetDashboardResponse.builder()
        .dashboardName(name)
        .dashboardArn(arn(name))
        .dashboardBody(dashboard.body())
        .build();
  }

  ListDashboardsResponse list(ListDashboardsRequest request) {
    String prefix = Optional.ofNullable(request.dashboardNamePrefix()).orElse("");
    return ListDashboardsResponse.builder()
        .dashboardEntries(
            state.dashboards().all().stream()
                .filter(d -> d.name().startsWith(prefix))
                .map(
                    d ->
                        DashboardEntry.builder()
                            .dashboardName(d.name())
                            .dashboardArn(arn(d.name()))
                            .lastModified(d.modified())
                            .size((long) d.body().getBytes(StandardCharsets.UTF_8).length)
                            .build())
                .toList())
        .build();
  }

  /** All or none, as on AWS. */
  DeleteDashboardsResponse delete(DeleteDashboardsRequest request) {
    for (String name : request.dashboardNames()) {
      if (state.dashboards().get(name).isEmpty()) {
        throw CloudWatchErrors.noDashboard(name);
      }
    }
    request.dashboardNames().forEach(state.dashboards()::remove);
    return DeleteDashboardsResponse.builder().build();
  }

  /** Dashboards belong to no region. */
  private String arn(String name) {
    return "arn:aws:cloudwatch::" + state.account().account() + ":dashboard/" + name;
  }
}

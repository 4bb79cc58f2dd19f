package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;

/** {@code AWS::CloudWatch::Dashboard}. */
@AutoService(ResourceType.class)
public final class DashboardType implements ResourceType {

  private static final String NAME = "DashboardName";
  private static final String BODY = "DashboardBody";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::CloudWatch::Dashboard", Set.of(BODY), Set.of(NAME), Set.of(BODY), Set.of(), false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    CloudWatchClient cloudWatch = request.account().client(CloudWatchClient.class);
    String name = request.nameOr(NAME, 255);
    if (!request.resumed() && exists(cloudWatch, name)) {
      throw Properties.alreadyExists(schema().type(), name);
    }
    return put(cloudWatch, request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    return put(request.account().client(CloudWatchClient.class), request, current.physicalId());
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    CloudWatchClient cloudWatch = request.account().client(CloudWatchClient.class);
    String name = current.physicalId();
    if (!exists(cloudWatch, name)) {
      return Optional.empty();
    }
    String body = cloudWatch.getDashboard(r -> r.dashboardName(name)).dashboardBody();
    return Optional.of(LiveProperties.of(request).text(NAME, name).text(BODY, body).json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request
          .account()
          .client(CloudWatchClient.class)
          .deleteDashboards(r -> r.dashboardNames(current.physicalId()));
    } catch (DashboardNotFoundErrorException e) {
      // Gone already.
    }
  }

  private static boolean exists(CloudWatchClient cloudWatch, String name) {
    return cloudWatch.listDashboards(r -> r.dashboardNamePrefix(name)).dashboardEntries().stream()
        .anyMatch(entry -> entry.dashboardName().equals(name));
  }

  private static Resource put(CloudWatchClient cloudWatch, ResourceRequest request, String name) {
    String body = Properties.json(request.properties(), BODY).orElse("");
    cloudWatch.putDashboard(r -> r.dashboardName(name).dashboardBody(body));
    return new Resource(name, Map.of());
  }
}

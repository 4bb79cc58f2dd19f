package io.biomerkin.cloud;

import io.biomerkin.cloud.ResourceChange.Property;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/** What of a stack was changed past it, through CloudFormation. */
public final class Drift {

  private final CloudFormationClient client;
  private final String stack;

  Drift(CloudFormationClient client, String stack) {
    this.client = client;
    this.stack = stack;
  }

  /** Begins a search; returns its id. */
  public String detect() {
    return client.detectStackDrift(r -> r.stackName(stack)).stackDriftDetectionId();
  }

  /**
   * How far a search is.
   *
   * @param ended whether it has ended
   * @param reason what could not be looked at; empty when everything was
   */
  public record Search(boolean ended, String reason) {}

  /** How far the search of that id is. */
  public Search search(String id) {
    DescribeStackDriftDetectionStatusResponse answer =
        client.describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
    String reason = answer.detectionStatusReason();
    return new Search(
        answer.detectionStatus() != StackDriftDetectionStatus.DETECTION_IN_PROGRESS,
        reason == null ? "" : reason);
  }

  /** What the last search found. */
  public List<DriftedResource> found() {
    return client
        .describeStackResourceDriftsPaginator(
            r ->
                r.stackName(stack)
                    .stackResourceDriftStatusFilters(
                        StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED))
        .stream()
        .flatMap(page -> page.stackResourceDrifts().stream())
        .map(Drift::resource)
        .toList();
  }

  private static DriftedResource resource(StackResourceDrift drift) {
    return new DriftedResource(
        drift.logicalResourceId(),
        drift.resourceType(),
        drift.physicalResourceId() == null ? "" : drift.physicalResourceId(),
        drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED,
        drift.propertyDifferences().stream().map(Drift::property).toList());
  }

  /** A value that is not there is told as {@code null}. */
  private static Property property(PropertyDifference difference) {
    String path = difference.propertyPath().replaceFirst("^/", "");
    return switch (difference.differenceTypeAsString()) {
      case "ADD" -> new Property(path, "", difference.actualValue());
      case "REMOVE" -> new Property(path, difference.expectedValue(), "");
      default -> new Property(path, difference.expectedValue(), difference.actualValue());
    };
  }
}

package io.biomerkin.cloud;

import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.cloud.ResourceChange.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/**
 * A change set at one moment.
 *
 * @param status CloudFormation's, e.g. {@code CREATE_COMPLETE}
 * @param reason why it failed; empty when it did not
 * @param revertsDrift whether it compares with what the resources really are
 * @param changes what it would do
 * @param nested how many resources it would change in each nested stack, by its logical id
 */
public record ChangeSetState(
    String status,
    String reason,
    boolean revertsDrift,
    List<ResourceChange> changes,
    Map<String, Integer> nested) {

  /** Copies its collections. */
  public ChangeSetState {
    changes = List.copyOf(changes);
    nested = Map.copyOf(nested);
  }

  /** Whether CloudFormation still works it out. */
  public boolean isPending() {
    return status.equals("CREATE_PENDING") || status.equals("CREATE_IN_PROGRESS");
  }

  /** Whether it can be executed. */
  public boolean isReady() {
    return status.equals("CREATE_COMPLETE");
  }

  /** Whether there was nothing to change: CloudFormation calls that a failure. */
  public boolean isEmpty() {
    return status.equals("FAILED")
        && (reason.contains("didn't contain changes")
            || reason.contains("No updates are to be performed"));
  }

  static ChangeSetState read(CloudFormationClient client, String stack, String name) {
    List<ResourceChange> changes = new ArrayList<>();
    Map<String, Integer> nested = new HashMap<>();
    DescribeChangeSetResponse answer = pages(client, stack, name, changes, nested);
    String reason = answer.statusReason() == null ? "" : answer.statusReason();
    boolean revertsDrift = answer.deploymentMode() == DeploymentMode.REVERT_DRIFT;
    return new ChangeSetState(answer.statusAsString(), reason, revertsDrift, changes, nested);
  }

  /** Gathers the changes; in the place of a nested stack's those of its own change set. */
  private static DescribeChangeSetResponse pages(
      CloudFormationClient client,
      String stack,
      String name,
      List<ResourceChange> changes,
      Map<String, Integer> nested) {
    DescribeChangeSetResponse answer;
    String token = null;
    do {
      String page = token;
      answer =
          client.describeChangeSet(
              r ->
                  r.stackName(stack)
                      .changeSetName(name)
                      .includePropertyValues(true)
                      .nextToken(page));
      for (Change change : answer.changes()) {
        var resource = change.resourceChange();
        if (resource != null && resource.changeSetId() != null) {
          int before = changes.size();
          String inside = resource.physicalResourceId();
          pages(client, inside, resource.changeSetId(), changes, new HashMap<>());
          nested.put(resource.logicalResourceId(), changes.size() - before);
        } else if (resource != null) {
          ResourceChange told = change(change);
          changes.add(told);
          if (told.type().equals(ResourceChange.STACK) && !told.physicalId().isEmpty()) {
            // One that goes has no change set of its own.
            int size = new Stacks(client, told.physicalId()).physicalIds().size();
            nested.put(told.logicalId(), size);
          }
        }
      }
      token = answer.nextToken();
    } while (token != null);
    return answer;
  }

  private static ResourceChange change(Change change) {
    var resource = change.resourceChange();
    boolean replaced =
        "True".equals(resource.replacementAsString())
            || "Conditional".equals(resource.replacementAsString());
    Action action =
        switch (resource.actionAsString()) {
          case "Add" -> Action.ADDED;
          case "Import" -> Action.IMPORTED;
          case "Remove" -> Action.REMOVED;
          default -> replaced ? Action.REPLACED : Action.MODIFIED;
        };
    String physicalId = resource.physicalResourceId();
    return new ResourceChange(
        action,
        resource.logicalResourceId(),
        resource.resourceType(),
        physicalId == null ? "" : physicalId,
        resource.details().stream()
            .map(ResourceChangeDetail::target)
            .filter(target -> target != null)
            .map(ChangeSetState::property)
            .distinct()
            .toList());
  }

  private static Property property(ResourceTargetDefinition target) {
    String path = target.path() == null ? target.name() : target.path();
    String name = path == null ? target.attributeAsString() : path;
    return new Property(
        name.replaceFirst("^/Properties/", ""),
        target.beforeValue() == null ? "" : target.beforeValue(),
        target.afterValue() == null ? "" : target.afterValue());
  }
}

package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.Views.orNull;

import io.biomerkin.cloud.local.cloudformation.ChangeDocument.Detail;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/** Change sets as the API shows them. */
final class ChangeViews {

  private final Stacks stacks;
  private final ChangeSets changeSets;

  ChangeViews(Stacks stacks, ChangeSets changeSets) {
    this.stacks = stacks;
    this.changeSets = changeSets;
  }

  /** The change set without its changes. */
  DescribeChangeSetResponse.Builder description(ChangeSetDocument changeSet) {
    return DescribeChangeSetResponse.builder()
        .changeSetId(changeSet.arn())
        .changeSetName(changeSet.name())
        .stackId(changeSet.stack())
        .stackName(stacks.get(changeSet.stack()).name())
        .description(orNull(changeSet.description()))
        .creationTime(changeSet.created())
        .status(changeSet.status())
        .statusReason(orNull(changeSet.reason()))
        .executionStatus(changeSets.execution(changeSet))
        .parameters(new Views(stacks).parameters(changeSet.config()))
        .notificationARNs(changeSet.config().notifications())
        .capabilitiesWithStrings(changeSet.config().capabilities())
        .tags(Views.tags(changeSet.config().tags()))
        .onStackFailure(changeSet.onFailure())
        .includeNestedStacks(changeSet.nests())
        .rootChangeSetId(changeSet.root().orElse(null))
        .parentChangeSetId(changeSet.root().orElse(null))
        .importExistingResources(changeSet.imports())
        .deploymentMode(changeSet.revertsDrift() ? DeploymentMode.REVERT_DRIFT : null);
  }

  ChangeSetSummary summary(ChangeSetDocument changeSet) {
    return ChangeSetSummary.builder()
        .changeSetId(changeSet.arn())
        .changeSetName(changeSet.name())
        .stackId(changeSet.stack())
        .stackName(stacks.get(changeSet.stack()).name())
        .description(orNull(changeSet.description()))
        .creationTime(changeSet.created())
        .status(changeSet.status())
        .statusReason(orNull(changeSet.reason()))
        .executionStatus(changeSets.execution(changeSet))
        .includeNestedStacks(changeSet.nests())
        .rootChangeSetId(changeSet.root().orElse(null))
        .parentChangeSetId(changeSet.root().orElse(null))
        .importExistingResources(changeSet.imports())
        .build();
  }

  /** A change; values are only told where they were asked for. */
  static Change change(ChangeDocument change, boolean values) {
    return Change.builder()
        .type(ChangeType.RESOURCE)
        .resourceChange(
            resource ->
                resource
                    .action(change.action())
                    .logicalResourceId(change.logicalId())
                    .physicalResourceId(orNull(change.physicalId()))
                    .resourceType(change.type())
                    .replacement(orNull(change.replacement()))
                    .changeSetId(change.changeSet().orElse(null))
                    .policyAction(orNull(change.policyAction()))
                    .resourceDriftStatus(orNull(change.drift()))
                    .scopeWithStrings(change.scope())
                    .details(
                        change.details().stream().map(detail -> detail(detail, values)).toList())
                    .beforeContext(values ? orNull(change.before()) : null)
                    .afterContext(values ? orNull(change.after()) : null))
        .build();
  }

  private static ResourceChangeDetail detail(Detail detail, boolean values) {
    ResourceTargetDefinition.Builder target =
        ResourceTargetDefinition.builder()
            .attribute(detail.attribute())
            .name(orNull(detail.name()))
            .requiresRecreation(detail.recreation());
    if (values) {
      String path =
          detail.name().isEmpty()
              ? "/" + detail.attribute()
              : "/" + detail.attribute() + "/" + detail.name();
      target
          .path(path)
          .beforeValue(orNull(detail.before()))
          .afterValue(orNull(detail.after()))
          .attributeChangeType(detail.changeType());
    }
    return ResourceChangeDetail.builder()
        .target(target.build())
        .evaluation(detail.evaluation())
        .changeSource(detail.source())
        .causingEntity(orNull(detail.cause()))
        .build();
  }
}

package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.SelfLocking;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackResponse;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** CloudFormation's client; which class does the work shows in one line each. */
final class LocalCloudFormation implements CloudFormationClient, SelfLocking {

  private final LocalAccount account;
  private final Stacks stacks;
  private final StackOperations operations;
  private final StackCalls calls;
  private final StackReads reads;
  private final TemplateReads templates;
  private final ChangeSets changeSets;
  private final ChangeViews changeViews;
  private final DriftReads drifts;
  private final StackPolicies policies;
  private final NestedStacks nested;

  LocalCloudFormation(LocalAccount account) {
    this.account = account;
    ResourceTypes types = ResourceTypes.registered();
    this.stacks = new Stacks(account);
    this.operations = new StackOperations(account, types, stacks, this::nested);
    Submissions submissions = new Submissions(account, stacks, types);
    ResourceCalls resources = new ResourceCalls(account, types);
    this.nested = new NestedStacks(account, stacks, submissions, operations);
    ChangePlanner planner = new ChangePlanner(stacks, types, resources);
    this.calls = new StackCalls(stacks, submissions, planner, operations);
    this.reads = new StackReads(stacks, operations);
    this.templates = new TemplateReads(account, stacks, types);
    this.changeSets = new ChangeSets(account, stacks, submissions, planner, operations, nested);
    this.changeViews = new ChangeViews(stacks, changeSets);
    this.policies = new StackPolicies(account);
    this.drifts = new DriftReads(account, stacks, new Actual(resources));
  }

  /** The stacks that are resources of others. */
  NestedStacks nested() {
    return nested;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(
              request,
              "StackName",
              "TemplateBody",
              "TemplateURL",
              "UsePreviousTemplate",
              "Parameters",
              "Capabilities",
              "RoleARN",
              "NotificationARNs",
              "Tags",
              "ChangeSetName",
              "ClientToken",
              "Description",
              "ChangeSetType",
              "ImportExistingResources",
              "IncludeNestedStacks",
              "OnStackFailure",
              "DeploymentMode");
          ChangeSetDocument changeSet = changeSets.create(request);
          return CreateChangeSetResponse.builder()
              .id(changeSet.arn())
              .stackId(changeSet.stack())
              .build();
        });
  }

  @Override
  public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
    return account.locked(
        () -> {
          ChangeSetDocument changeSet =
              changeSets.get(request.changeSetName(), request.stackName());
          boolean values = Boolean.TRUE.equals(request.includePropertyValues());
          List<Change> changes =
              changeSet.changes().stream()
                  .map(change -> ChangeViews.change(change, values))
                  .toList();
          Pages<Change> page = Pages.of(changes, request.nextToken());
          return changeViews
              .description(changeSet)
              .changes(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(
              request, "ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback");
          changeSets.execute(
              changeSets.get(request.changeSetName(), request.stackName()),
              Optional.ofNullable(request.clientRequestToken()),
              Boolean.TRUE.equals(request.disableRollback()));
          return ExecuteChangeSetResponse.builder().build();
        });
  }

  @Override
  public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
    return account.locked(
        () -> {
          changeSets.delete(request.changeSetName(), request.stackName());
          return DeleteChangeSetResponse.builder().build();
        });
  }

  @Override
  public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
    return account.locked(
        () -> {
          List<ChangeSetSummary> all =
              changeSets.of(stacks.get(request.stackName())).stream()
                  .map(changeViews::summary)
                  .toList();
          Pages<ChangeSetSummary> page = Pages.of(all, request.nextToken());
          return ListChangeSetsResponse.builder()
              .summaries(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public CreateStackResponse createStack(CreateStackRequest request) {
    return account.locked(
        () -> CreateStackResponse.builder().stackId(calls.create(request)).build());
  }

  @Override
  public UpdateStackResponse updateStack(UpdateStackRequest request) {
    return account.locked(
        () -> UpdateStackResponse.builder().stackId(calls.update(request)).build());
  }

  @Override
  public DeleteStackResponse deleteStack(DeleteStackRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(
              request, "StackName", "RetainResources", "RoleARN", "ClientRequestToken");
          stacks
              .find(request.stackName())
              .ifPresent(
                  stack ->
                      operations.delete(
                          stack, request.retainResources(), token(request.clientRequestToken())));
          return DeleteStackResponse.builder().build();
        });
  }

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    return account.locked(() -> reads.describe(request));
  }

  @Override
  public ListStacksResponse listStacks(ListStacksRequest request) {
    return account.locked(() -> reads.list(request));
  }

  @Override
  public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
    return account.locked(() -> reads.events(request));
  }

  @Override
  public DescribeStackResourcesResponse describeStackResources(
      DescribeStackResourcesRequest request) {
    return account.locked(() -> reads.resources(request));
  }

  @Override
  public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
    return account.locked(() -> reads.listResources(request));
  }

  @Override
  public ListExportsResponse listExports(ListExportsRequest request) {
    return account.locked(() -> reads.exports(request));
  }

  @Override
  public GetTemplateResponse getTemplate(GetTemplateRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(request, "StackName", "ChangeSetName", "TemplateStage");
          return templates.get(
              request.changeSetName() == null
                  ? stacks.get(request.stackName()).config()
                  : changeSets.get(request.changeSetName(), request.stackName()).config());
        });
  }

  @Override
  public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
    return account.locked(() -> templates.summary(request));
  }

  @Override
  public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
    return account.locked(() -> templates.validate(request));
  }

  @Override
  public UpdateTerminationProtectionResponse updateTerminationProtection(
      UpdateTerminationProtectionRequest request) {
    return account.locked(
        () -> {
          LiveStack stack = stacks.get(request.stackName());
          stack.protect(Boolean.TRUE.equals(request.enableTerminationProtection()));
          stack.save();
          return UpdateTerminationProtectionResponse.builder().stackId(stack.arn()).build();
        });
  }

  @Override
  public CancelUpdateStackResponse cancelUpdateStack(CancelUpdateStackRequest request) {
    return account.locked(
        () -> {
          operations.cancelUpdate(
              stacks.get(request.stackName()), token(request.clientRequestToken()));
          return CancelUpdateStackResponse.builder().build();
        });
  }

  @Override
  public ContinueUpdateRollbackResponse continueUpdateRollback(
      ContinueUpdateRollbackRequest request) {
    return account.locked(
        () -> {
          operations.continueRollback(
              stacks.get(request.stackName()),
              request.resourcesToSkip(),
              token(request.clientRequestToken()));
          return ContinueUpdateRollbackResponse.builder().build();
        });
  }

  @Override
  public RollbackStackResponse rollbackStack(RollbackStackRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(request, "StackName", "RoleARN", "ClientRequestToken");
          LiveStack stack = stacks.get(request.stackName());
          operations.rollback(stack, token(request.clientRequestToken()));
          return RollbackStackResponse.builder().stackId(stack.arn()).build();
        });
  }

  @Override
  public SetStackPolicyResponse setStackPolicy(SetStackPolicyRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(request, "StackName", "StackPolicyBody");
          policies.set(stacks.get(request.stackName()), String.valueOf(request.stackPolicyBody()));
          return SetStackPolicyResponse.builder().build();
        });
  }

  @Override
  public GetStackPolicyResponse getStackPolicy(GetStackPolicyRequest request) {
    return account.locked(
        () ->
            GetStackPolicyResponse.builder()
                .stackPolicyBody(policies.get(stacks.get(request.stackName())).orElse(null))
                .build());
  }

  @Override
  public DetectStackDriftResponse detectStackDrift(DetectStackDriftRequest request) {
    return account.locked(() -> drifts.detect(request));
  }

  @Override
  public DescribeStackDriftDetectionStatusResponse describeStackDriftDetectionStatus(
      DescribeStackDriftDetectionStatusRequest request) {
    return account.locked(() -> drifts.status(request));
  }

  @Override
  public DescribeStackResourceDriftsResponse describeStackResourceDrifts(
      DescribeStackResourceDriftsRequest request) {
    return account.locked(() -> drifts.resources(request));
  }

  private static String token(@Nullable String given) {
    return given == null ? "" : given;
  }
}

package io.biomerkin.cloud;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.EventFilter;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;

/** The change sets of one stack. */
public final class ChangeSets {

  private final CloudFormationClient client;
  private final String stack;

  ChangeSets(CloudFormationClient client, String stack) {
    this.client = client;
    this.stack = stack;
  }

  /**
   * Asks for a change set.
   *
   * @return the stack's ARN
   */
  public String create(ChangeSetRequest wish) {
    try {
      return client.createChangeSet(r -> fill(r, wish)).stackId();
    } catch (AlreadyExistsException e) {
      // Of an earlier request with this very template, whose answer was lost.
      return client.describeChangeSet(r -> r.stackName(stack).changeSetName(wish.name())).stackId();
    }
  }

  private void fill(CreateChangeSetRequest.Builder request, ChangeSetRequest wish) {
    request.stackName(stack).changeSetName(wish.name()).clientToken(wish.name());
    request.changeSetType(wish.creates() ? "CREATE" : "UPDATE");
    request.capabilities(Capability.CAPABILITY_NAMED_IAM);
    request.tags(StackTags.of(wish.tags()));
    request.importExistingResources(wish.imports() ? true : null);
    request.includeNestedStacks(wish.nests() ? true : null);
    request.deploymentMode(wish.revertsDrift() ? DeploymentMode.REVERT_DRIFT : null);
    if (wish.express()) {
      // Parameters that this version of the SDK does not have; they exclude OnStackFailure.
      request.overrideConfiguration(
          o ->
              o.putRawQueryParameter("DeploymentConfig.Mode", "EXPRESS")
                  .putRawQueryParameter("DeploymentConfig.DisableRollback", "false"));
    } else if (wish.creates()) {
      request.onStackFailure(OnStackFailure.DELETE);
    }
    wish.template().into(request);
  }

  /** The change set as it is now. */
  public ChangeSetState find(String name) {
    return ChangeSetState.read(client, stack, name);
  }

  /**
   * What CloudFormation found wrong when it worked a change set out; none where the cloud does not
   * tell.
   */
  public List<ValidationError> validationErrors(String name) {
    try {
      return client
          .describeEventsPaginator(
              r ->
                  r.stackName(stack)
                      .changeSetName(name)
                      .filters(EventFilter.builder().failedEvents(true).build()))
          .operationEvents()
          .stream()
          .filter(
              event ->
                  event.eventType() == EventType.VALIDATION_ERROR
                      || event.eventType() == EventType.HOOK_INVOCATION_ERROR)
          .map(ValidationError::of)
          .distinct()
          .toList();
    } catch (CloudFormationException | UnsupportedOperationException e) {
      return List.of();
    }
  }

  /** The names of those that are there. */
  public List<String> names() {
    return client.listChangeSetsPaginator(r -> r.stackName(stack)).summaries().stream()
        .map(ChangeSetSummary::changeSetName)
        .toList();
  }

  /** Begins to execute it. */
  public void execute(String name, String token) {
    try {
      client.executeChangeSet(
          r -> r.stackName(stack).changeSetName(name).clientRequestToken(token));
    } catch (ChangeSetNotFoundException | InvalidChangeSetStatusException e) {
      // Refused so too when it is being executed, by a request whose answer was lost.
      if (new StackEvents(client, stack).of(stack, token, Set.of()).isEmpty()) {
        throw e;
      }
    }
  }

  /** Drops it, if it is there. */
  public void delete(String name) {
    try {
      client.deleteChangeSet(r -> r.stackName(stack).changeSetName(name));
    } catch (ChangeSetNotFoundException e) {
      // Gone already.
    }
  }
}

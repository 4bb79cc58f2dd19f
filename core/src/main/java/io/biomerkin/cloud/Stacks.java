package io.biomerkin.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.EventFilter;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** One stack, through CloudFormation. */
public final class Stacks {

  private final CloudFormationClient client;
  private final String name;

  /** The stack of that name or ARN; it need not exist. */
  public Stacks(Cloud cloud, String name) {
    this(cloud.client(CloudFormationClient.class), name);
  }

  Stacks(CloudFormationClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name.replaceFirst("^arn:.*:stack/([^/]+)/.*$", "$1");
  }

  /** The change sets of it. */
  public ChangeSets changeSets() {
    return new ChangeSets(client, name);
  }

  /** What was changed past it. */
  public Drift drift() {
    return new Drift(client, name);
  }

  /** The stack now, or empty when there is none. */
  public Optional<StackState> find() {
    return find(name);
  }

  /**
   * The same at the beginning of an operation: where nobody answers soon, a person waits for
   * nothing.
   */
  public Optional<StackState> findSoon() {
    return find(name, limits -> limits.apiCallTimeout(Cloud.FIRST_ANSWER));
  }

  /** The stack of that name or ARN now; by its ARN a deleted one is found too. */
  public Optional<StackState> find(String nameOrId) {
    return find(nameOrId, limits -> {});
  }

  private Optional<StackState> find(
      String nameOrId, Consumer<AwsRequestOverrideConfiguration.Builder> limits) {
    try {
      return client
          .describeStacks(r -> r.stackName(nameOrId).overrideConfiguration(limits))
          .stacks()
          .stream()
          .findFirst()
          .map(Stacks::state);
    } catch (CloudFormationException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static boolean isMissing(CloudFormationException e) {
    return e.awsErrorDetails() != null
        && "ValidationError".equals(e.awsErrorDetails().errorCode())
        && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist");
  }

  private static StackState state(Stack stack) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Output output : stack.outputs()) {
      outputs.put(output.outputKey(), output.outputValue());
    }
    return new StackState(
        stack.stackId(),
        stack.stackStatusAsString(),
        outputs,
        Boolean.TRUE.equals(stack.enableTerminationProtection()));
  }

  /**
   * The events of one operation that are not known yet, oldest first.
   *
   * @param id the stack's ARN
   * @param token the client request token that the operation was begun with
   * @param known ids of events seen before
   */
  public List<StackEvent> events(String id, String token, Set<String> known) {
    List<StackEvent> fresh = new ArrayList<>();
    int own = 0;
    String next = null;
    do {
      String page = next;
      DescribeStackEventsResponse answer =
          client.describeStackEvents(r -> r.stackName(id).nextToken(page));
      next = answer.nextToken();
      for (var event : answer.stackEvents()) {
        String of = event.clientRequestToken();
        if (known.contains(event.eventId())) {
          return oldestFirst(fresh);
        }
        if (of != null && !of.equals(token)) {
          // Events without a token that are older than the operation's first belong to another.
          return oldestFirst(fresh.subList(0, own));
        }
        fresh.add(event(event));
        own = of == null ? own : fresh.size();
      }
    } while (next != null);
    return oldestFirst(fresh);
  }

  /** The newest operation in which a resource failed, as far as its events are still told. */
  public Optional<FailedOperation> lastFailure() {
    List<StackEvent> causes = new ArrayList<>();
    String token = null;
    String next = null;
    do {
      String page = next;
      DescribeStackEventsResponse answer =
          client.describeStackEvents(r -> r.stackName(name).nextToken(page));
      next = answer.nextToken();
      for (var event : answer.stackEvents()) {
        String of = String.valueOf(event.clientRequestToken());
        if (!causes.isEmpty() && !of.equals(token)) {
          return Optional.of(failed(causes));
        }
        StackEvent told = event(event);
        if (told.isRootFailure()) {
          causes.add(told);
          token = of;
        }
      }
    } while (next != null);
    return causes.isEmpty() ? Optional.empty() : Optional.of(failed(causes));
  }

  /**
   * Why the last stack of this name could not be made, which CloudFormation has deleted then (AWS:
   * "ListStacks" tells of deleted stacks for 90 days).
   */
  public Optional<FailedOperation> failedCreation() {
    return client
        .listStacksPaginator(
            r -> r.stackStatusFiltersWithStrings(StackStatus.DELETE_COMPLETE.name()))
        .stackSummaries()
        .stream()
        .filter(stack -> stack.stackName().equals(name))
        .max(Comparator.comparing(StackSummary::creationTime))
        .map(gone -> new Stacks(client, gone.stackId()))
        .filter(gone -> !gone.wasMade())
        .flatMap(Stacks::lastFailure);
  }

  private boolean wasMade() {
    return client.describeStackEventsPaginator(r -> r.stackName(name)).stackEvents().stream()
        .map(Stacks::event)
        .anyMatch(event -> event.ofStack() && event.status().equals("CREATE_COMPLETE"));
  }

  /** What failed in a nested stack stands for the failure of that stack. */
  private FailedOperation failed(List<StackEvent> newestFirst) {
    List<StackEvent> causes = new ArrayList<>();
    for (StackEvent cause : oldestFirst(newestFirst)) {
      Optional<FailedOperation> inside =
          cause.isNested() && !cause.physicalId().isEmpty()
              ? new Stacks(client, cause.physicalId()).lastFailure()
              : Optional.empty();
      inside.ifPresentOrElse(found -> causes.addAll(found.causes()), () -> causes.add(cause));
    }
    // Which stack they are in says nothing of which was first.
    causes.sort(Comparator.comparing(StackEvent::at));
    return new FailedOperation(newestFirst.get(0).at(), causes);
  }

  private static List<StackEvent> oldestFirst(List<StackEvent> newestFirst) {
    List<StackEvent> events = new ArrayList<>(newestFirst);
    Collections.reverse(events);
    return events;
  }

  private static StackEvent event(
      software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
    return new StackEvent(
        event.eventId(),
        event.logicalResourceId(),
        event.resourceType(),
        event.resourceStatusAsString(),
        event.resourceStatusReason() == null ? "" : event.resourceStatusReason(),
        event.physicalResourceId() == null ? "" : event.physicalResourceId(),
        event.stackId().equals(event.physicalResourceId()),
        event.timestamp());
  }

  /** What each resource is called in the account, by its name in the template. */
  public Map<String, String> physicalIds() {
    return physicalIds(resource -> true);
  }

  /** The same of one resource type. */
  public Map<String, String> physicalIds(String type) {
    return physicalIds(resource -> resource.resourceType().equals(type));
  }

  /** The stacks that are nested in it, by their logical ids. */
  public Map<String, Stacks> nested() {
    Map<String, Stacks> nested = new LinkedHashMap<>();
    physicalIds(ResourceChange.STACK).forEach((id, arn) -> nested.put(id, new Stacks(client, arn)));
    return nested;
  }

  /** It and the stacks that are nested in it. */
  public List<Stacks> whole() {
    List<Stacks> whole = new ArrayList<>(List.of(this));
    whole.addAll(nested().values());
    return whole;
  }

  private Map<String, String> physicalIds(Predicate<StackResourceSummary> wanted) {
    Map<String, String> ids = new LinkedHashMap<>();
    String token = null;
    do {
      String page = token;
      ListStackResourcesResponse answer =
          client.listStackResources(r -> r.stackName(name).nextToken(page));
      for (StackResourceSummary resource : answer.stackResourceSummaries()) {
        if (resource.physicalResourceId() != null && wanted.test(resource)) {
          ids.put(resource.logicalResourceId(), resource.physicalResourceId());
        }
      }
      token = answer.nextToken();
    } while (token != null);
    return ids;
  }

  /** The template that the stack was last given. */
  public String template() {
    return client.getTemplate(r -> r.stackName(name)).templateBody();
  }

  /** Guards the stack against deletion, or stops to. */
  public void protect(boolean on) {
    client.updateTerminationProtection(r -> r.stackName(name).enableTerminationProtection(on));
  }

  /**
   * From now on no update replaces or deletes what holds data, whoever makes it.
   *
   * @param except resources that may be, by their names in the template
   */
  public void guardData(Set<String> except) {
    policy(StackPolicy.guardingData(except));
  }

  /** From now on updates may do everything. */
  public void freeData() {
    policy(StackPolicy.allowingAll());
  }

  private void policy(String text) {
    client.setStackPolicy(r -> r.stackName(name).stackPolicyBody(text));
  }

  /**
   * Begins to delete the stack.
   *
   * @param retained resources to leave, by their names in the template; only where a deletion has
   *     failed on them
   */
  public void delete(String token, Set<String> retained) {
    client.deleteStack(
        r -> {
          r.stackName(name).clientRequestToken(token);
          if (!retained.isEmpty()) {
            r.retainResources(retained);
          }
        });
  }

  /**
   * Begins to go on with the rollback of an update that failed.
   *
   * @param skipped resources to leave as they are, by their names in the template
   */
  public void continueRollback(String token, Set<String> skipped) {
    client.continueUpdateRollback(
        r -> {
          r.stackName(name).clientRequestToken(token);
          if (!skipped.isEmpty()) {
            r.resourcesToSkip(skipped);
          }
        });
  }

  /** Begins to take back an update that failed and was left so. */
  public void takeBack(String token) {
    client.rollbackStack(r -> r.stackName(name).clientRequestToken(token));
  }

  /** Begins to turn back an update that is going on; false when it is too late for that. */
  public boolean cancelUpdate(String token) {
    try {
      client.cancelUpdateStack(r -> r.stackName(name).clientRequestToken(token));
      return true;
    } catch (CloudFormationException e) {
      if (e.awsErrorDetails() != null
          && "ValidationError".equals(e.awsErrorDetails().errorCode())) {
        // Refused so too when it is being turned back, by a request whose answer was lost.
        return find().filter(stack -> stack.status().startsWith("UPDATE_ROLLBACK")).isPresent();
      }
      throw e;
    }
  }

  /** The change sets of one stack. */
  public static final class ChangeSets {

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
        return client
            .describeChangeSet(r -> r.stackName(stack).changeSetName(wish.name()))
            .stackId();
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
     * What CloudFormation found wrong when it worked a change set out; none where the cloud does
     * not tell.
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

    /** Begins to execute it. */
    public void execute(String name, String token) {
      try {
        client.executeChangeSet(
            r -> r.stackName(stack).changeSetName(name).clientRequestToken(token));
      } catch (ChangeSetNotFoundException | InvalidChangeSetStatusException e) {
        // Refused so too when it is being executed, by a request whose answer was lost.
        if (new Stacks(client, stack).events(stack, token, Set.of()).isEmpty()) {
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
}

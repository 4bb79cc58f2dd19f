package io.biomerkin.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

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

  /** What CloudFormation tells of its operations. */
  public StackEvents events() {
    return new StackEvents(client, name);
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
}

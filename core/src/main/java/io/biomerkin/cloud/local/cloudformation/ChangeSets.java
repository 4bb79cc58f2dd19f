package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.state.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;

/** The change sets of an account. */
final class ChangeSets {

  private static final String NO_CHANGES =
      "The submitted information didn't contain changes. "
          + "Submit different information to create a change set.";

  private final LocalAccount account;
  private final Stacks stacks;
  private final Submissions submissions;
  private final ChangePlanner planner;
  private final StackOperations operations;
  private final NestedStacks nested;

  ChangeSets(
      LocalAccount account,
      Stacks stacks,
      Submissions submissions,
      ChangePlanner planner,
      StackOperations operations,
      NestedStacks nested) {
    this.account = account;
    this.stacks = stacks;
    this.submissions = submissions;
    this.planner = planner;
    this.operations = operations;
    this.nested = nested;
  }

  /** Makes a change set, or finds the one that the same request made before. */
  ChangeSetDocument create(CreateChangeSetRequest request) {
    checkName(request);
    boolean creating = request.changeSetType() == ChangeSetType.CREATE;
    Optional<LiveStack> known = stacks.find(request.stackName());
    Optional<ChangeSetDocument> earlier =
        known.flatMap(stack -> named(stack.arn(), request.changeSetName()));
    if (earlier.isPresent()) {
      return repeated(earlier.get(), request);
    }
    known.ifPresent(stack -> checkState(stack, creating, request));
    if (!creating && known.isEmpty()) {
      throw Errors.validation("Stack [" + request.stackName() + "] does not exist");
    }
    Config previous = known.map(LiveStack::config).orElseGet(Config::none);
    Submission submission = submissions.of(request, previous);
    LiveStack stack = known.orElseGet(() -> stacks.begin(request.stackName(), ""));
    ChangePlanner.Plan plan =
        planner.plan(
            stack,
            submission,
            Boolean.TRUE.equals(request.importExistingResources()),
            revertsDrift(request));
    if (known.isEmpty()) {
      stack.enter("REVIEW_IN_PROGRESS", "User Initiated");
      stack.save();
    }
    ChangeSetDocument changeSet = document(request, stack, submission, plan, Optional.empty());
    if (changeSet.nests()) {
      changeSet = changeSet.with(nest(request, stack, submission, plan, changeSet));
    }
    documents().put(changeSet.id(), changeSet);
    return changeSet;
  }

  /** Makes the change sets of the stacks nested in a stack; gives its changes, which name them. */
  private List<ChangeDocument> nest(
      CreateChangeSetRequest request,
      LiveStack parent,
      Submission submission,
      ChangePlanner.Plan plan,
      ChangeSetDocument root) {
    List<ChangeDocument> changes = new ArrayList<>();
    for (ChangeDocument change : plan.changes()) {
      Member target = plan.stacks().get(change.logicalId());
      changes.add(
          target == null ? change : nest(request, parent, submission, root, change, target));
    }
    return changes;
  }

  private ChangeDocument nest(
      CreateChangeSetRequest request,
      LiveStack parent,
      Submission submission,
      ChangeSetDocument root,
      ChangeDocument change,
      Member target) {
    boolean adding = change.physicalId().isEmpty();
    LiveStack stack =
        adding ? nested.reserve(parent, target.logicalId()) : stacks.get(change.physicalId());
    Submission wanted =
        nested.submission(target.properties(), target.tags(), submission.config(), stack.config());
    ChangePlanner.Plan plan = planner.plan(stack, wanted, root.imports(), root.revertsDrift());
    ChangeSetDocument made = document(request, stack, wanted, plan, Optional.of(root.arn()));
    inner().put(made.id(), made);
    return change.nesting(stack.arn(), made.arn());
  }

  private static void checkName(CreateChangeSetRequest request) {
    StackNames.check(request.stackName(), "stackName");
    StackNames.check(request.changeSetName(), "changeSetName");
    if (request.onStackFailure() != null
        && request.onStackFailureAsString().equals("DELETE")
        && request.changeSetType() != ChangeSetType.CREATE) {
      throw Errors.validation(
          "OnStackFailure cannot be set to DELETE for a change set that is not of type CREATE");
    }
    if (request.deploymentMode() == DeploymentMode.UNKNOWN_TO_SDK_VERSION) {
      throw Errors.notEmbedded(
          request.stackName(), "deployment mode " + request.deploymentModeAsString());
    }
    if (revertsDrift(request) && request.changeSetType() == ChangeSetType.CREATE) {
      throw Errors.validation(
          "DeploymentMode REVERT_DRIFT is not supported for a change set of type CREATE");
    }
  }

  private static boolean revertsDrift(CreateChangeSetRequest request) {
    return request.deploymentMode() == DeploymentMode.REVERT_DRIFT;
  }

  private static ChangeSetDocument repeated(
      ChangeSetDocument earlier, CreateChangeSetRequest request) {
    if (StackOperations.isRepeated(Optional.ofNullable(request.clientToken()), earlier.token())) {
      return earlier;
    }
    throw Errors.alreadyExists(
        "ChangeSet "
            + request.changeSetName()
            + " cannot be created due to a mismatch with "
            + "existing attribute Name");
  }

  private static void checkState(
      LiveStack stack, boolean creating, CreateChangeSetRequest request) {
    boolean inReview = stack.status().equals("REVIEW_IN_PROGRESS");
    if (creating && !inReview) {
      throw Errors.validation(
          "Stack ["
              + stack.name()
              + "] already exists and cannot be created again with the changeSet ["
              + request.changeSetName()
              + "].");
    }
    if (!creating) {
      StackOperations.checkUpdatable(stack);
    }
  }

  private ChangeSetDocument document(
      CreateChangeSetRequest request,
      LiveStack stack,
      Submission submission,
      ChangePlanner.Plan plan,
      Optional<String> root) {
    String id = Stacks.uuid(stack.arn() + request.changeSetName() + "/" + documents().ids().size());
    boolean tagged = !submission.config().tags().equals(stack.config().tags());
    boolean empty = plan.isEmpty() && !tagged;
    return new ChangeSetDocument(
        id,
        account.arn("cloudformation", "changeSet/" + request.changeSetName() + "/" + id),
        request.changeSetName(),
        stack.arn(),
        request.changeSetType() == ChangeSetType.CREATE ? "CREATE" : "UPDATE",
        account.clock().now(),
        text(request.description()),
        empty ? "FAILED" : "CREATE_COMPLETE",
        empty ? NO_CHANGES : "",
        empty ? "UNAVAILABLE" : "AVAILABLE",
        submission.config(),
        request.onStackFailure() == null ? "ROLLBACK" : request.onStackFailureAsString(),
        Boolean.TRUE.equals(request.importExistingResources()),
        revertsDrift(request),
        root,
        root.isEmpty() && Boolean.TRUE.equals(request.includeNestedStacks()),
        stack.operations(),
        Optional.ofNullable(request.clientToken()),
        plan.changes());
  }

  /** The change set of that ARN, or of that name and stack. */
  ChangeSetDocument get(String nameOrArn, @Nullable String stack) {
    if (nameOrArn.startsWith("arn:")) {
      String id = idOf(nameOrArn);
      return documents()
          .get(id)
          .or(() -> inner().get(id))
          .orElseThrow(() -> Errors.noSuchChangeSet(nameOrArn));
    }
    if (stack == null) {
      throw Errors.validation(
          "StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    LiveStack found =
        stacks
            .find(stack)
            .orElseThrow(() -> Errors.validation("Stack [" + stack + "] does not exist"));
    return named(found.arn(), nameOrArn).orElseThrow(() -> Errors.noSuchChangeSet(nameOrArn));
  }

  /** Begins the execution of a change set, or recognises that the same request began it. */
  void execute(ChangeSetDocument changeSet, Optional<String> token, boolean rollbackDisabled) {
    refuseNested(changeSet);
    LiveStack stack = stacks.get(changeSet.stack());
    boolean begun = stack.document().changeSet().equals(changeSet.arn());
    if (begun && StackOperations.isRepeated(token, stack.document().token())) {
      return;
    }
    if (!execution(changeSet).equals("AVAILABLE")) {
      throw Errors.invalidChangeSetStatus(
          "ChangeSet ["
              + changeSet.arn()
              + "] cannot be executed in its current execution status of ["
              + execution(changeSet)
              + "]");
    }
    NestedStacks.requireSize(size(changeSet));
    String onFailure = rollbackDisabled ? "DO_NOTHING" : changeSet.onFailure();
    String text = token.orElse("");
    stack.executed(changeSet.arn(), token);
    if (changeSet.type().equals("CREATE")) {
      operations.create(stack, changeSet.config(), onFailure, text);
    } else {
      operations.update(stack, changeSet.config(), onFailure, text, changeSet.revertsDrift());
    }
    stack.go(stack.operation().importing(changeSet.imports()));
    stack.save();
    // Those of its nested stacks have served.
    changeSet.changes().forEach(change -> change.changeSet().ifPresent(this::forget));
    // The others started from what is no more.
    of(stack).stream()
        .map(ChangeSetDocument::arn)
        .filter(arn -> !arn.equals(changeSet.arn()))
        .forEach(arn -> delete(arn, null));
  }

  private void forget(String arn) {
    inner().remove(idOf(arn));
  }

  private static String idOf(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** How many resources of nested stacks it changes; none where it was not made with theirs. */
  private int size(ChangeSetDocument changeSet) {
    int size = 0;
    for (ChangeDocument change : changeSet.changes()) {
      if (change.type().equals(NestedStackType.NAME)) {
        size +=
            change.changeSet().isPresent()
                ? get(change.changeSet().get(), null).changes().size()
                : nested.size(change.physicalId());
      }
    }
    return size;
  }

  private static void refuseNested(ChangeSetDocument changeSet) {
    if (changeSet.root().isPresent()) {
      throw Errors.validation(
          "ChangeSet ["
              + changeSet.arn()
              + "] belongs to the change set of its root stack ["
              + changeSet.root().get()
              + "], which has to be used");
    }
  }

  /**
   * Its execution status. It follows from the stack alone, which knows the change set it executed
   * last: so that no crash can part the two.
   */
  String execution(ChangeSetDocument changeSet) {
    LiveStack stack = stacks.get(changeSet.stack());
    if (stack.document().changeSet().equals(changeSet.arn())) {
      if (stack.isInProgress() && !stack.status().startsWith("DELETE")) {
        return "EXECUTE_IN_PROGRESS";
      }
      boolean done =
          stack.status().equals("CREATE_COMPLETE") || stack.status().equals("UPDATE_COMPLETE");
      return done ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
    }
    boolean stale = stack.operations() != changeSet.operationsSeen();
    return changeSet.execution().equals("UNAVAILABLE")
        ? "UNAVAILABLE"
        : stale ? "OBSOLETE" : "AVAILABLE";
  }

  /** Deletes a change set; what is gone already is no failure. */
  void delete(String nameOrArn, @Nullable String stack) {
    ChangeSetDocument changeSet;
    try {
      changeSet = get(nameOrArn, stack);
    } catch (ChangeSetNotFoundException e) {
      return;
    }
    if (execution(changeSet).equals("EXECUTE_IN_PROGRESS")) {
      throw Errors.invalidChangeSetStatus(
          "The change set " + changeSet.arn() + " is being executed and cannot be deleted");
    }
    refuseNested(changeSet);
    for (ChangeDocument change : changeSet.changes()) {
      change.changeSet().ifPresent(this::drop);
    }
    documents().remove(changeSet.id());
  }

  /** A nested one goes, and its stack with it if it was nothing else. */
  private void drop(String arn) {
    Optional<ChangeSetDocument> made = inner().get(idOf(arn));
    forget(arn);
    made.flatMap(set -> stacks.find(set.stack()))
        .filter(stack -> stack.status().equals("REVIEW_IN_PROGRESS"))
        .ifPresent(stacks::forget);
  }

  /** The change sets of a stack, newest first. */
  List<ChangeSetDocument> of(LiveStack stack) {
    return documents().all().stream()
        .filter(changeSet -> changeSet.stack().equals(stack.arn()))
        .sorted(Comparator.comparing(ChangeSetDocument::created).reversed())
        .toList();
  }

  private Optional<ChangeSetDocument> named(String stack, String name) {
    return documents().all().stream()
        .filter(changeSet -> changeSet.stack().equals(stack) && changeSet.name().equals(name))
        .findFirst();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Those of nested stacks, apart: there are many, and they are found by their roots alone. */
  private Documents<ChangeSetDocument> inner() {
    return account.state().documents("cloudformation/nested-change-sets", ChangeSetDocument.class);
  }

  private Documents<ChangeSetDocument> documents() {
    return account.state().documents("cloudformation/change-sets", ChangeSetDocument.class);
  }
}

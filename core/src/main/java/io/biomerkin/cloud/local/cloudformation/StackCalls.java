package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/** Creates and updates stacks without a change set. */
final class StackCalls {

  private final Stacks stacks;
  private final Submissions submissions;
  private final ChangePlanner planner;
  private final StackOperations operations;

  StackCalls(
      Stacks stacks, Submissions submissions, ChangePlanner planner, StackOperations operations) {
    this.stacks = stacks;
    this.submissions = submissions;
    this.planner = planner;
    this.operations = operations;
  }

  /** Begins the creation of a stack; returns its ARN. */
  String create(CreateStackRequest request) {
    KnownParameters.only(
        request,
        "StackName",
        "TemplateBody",
        "TemplateURL",
        "Parameters",
        "DisableRollback",
        "OnFailure",
        "NotificationARNs",
        "Capabilities",
        "RoleARN",
        "Tags",
        "ClientRequestToken",
        "EnableTerminationProtection");
    StackNames.check(request.stackName(), "stackName");
    if (request.disableRollback() != null && request.onFailure() != null) {
      throw Errors.validation("You can specify either DisableRollback or OnFailure, but not both");
    }
    Optional<String> token = Optional.ofNullable(request.clientRequestToken());
    Optional<LiveStack> existing = stacks.find(request.stackName());
    if (existing.isPresent()) {
      return repeated(existing.get(), token);
    }
    Submission submission = submissions.of(request);
    LiveStack stack = stacks.begin(request.stackName(), "");
    planner.plan(stack, submission, false, false);
    stack.protect(Boolean.TRUE.equals(request.enableTerminationProtection()));
    stack.executed("", token);
    String onFailure = request.onFailure() == null ? "ROLLBACK" : request.onFailureAsString();
    operations.create(
        stack,
        submission.config(),
        Boolean.TRUE.equals(request.disableRollback()) ? "DO_NOTHING" : onFailure,
        token.orElse(""));
    stack.save();
    return stack.arn();
  }

  private static String repeated(LiveStack stack, Optional<String> token) {
    if (isRepeated(stack, token)) {
      return stack.arn();
    }
    throw Errors.alreadyExists("Stack [" + stack.name() + "] already exists");
  }

  /** Begins an update of a stack; returns its ARN. */
  String update(UpdateStackRequest request) {
    KnownParameters.only(
        request,
        "StackName",
        "TemplateBody",
        "TemplateURL",
        "UsePreviousTemplate",
        "Parameters",
        "Capabilities",
        "NotificationARNs",
        "RoleARN",
        "Tags",
        "DisableRollback",
        "ClientRequestToken");
    LiveStack stack =
        stacks
            .find(request.stackName())
            .orElseThrow(
                () -> Errors.validation("Stack [" + request.stackName() + "] does not exist"));
    Optional<String> token = Optional.ofNullable(request.clientRequestToken());
    if (isRepeated(stack, token)) {
      return stack.arn();
    }
    StackOperations.checkUpdatable(stack);
    Submission submission = submissions.of(request, stack.config());
    if (planner.plan(stack, submission, false, false).isEmpty()
        && submission.config().tags().equals(stack.config().tags())) {
      throw Errors.validation("No updates are to be performed.");
    }
    stack.executed("", token);
    operations.update(
        stack, submission.config(), onFailure(request.disableRollback()), token.orElse(""), false);
    stack.save();
    return stack.arn();
  }

  private static String onFailure(@Nullable Boolean rollbackDisabled) {
    return Boolean.TRUE.equals(rollbackDisabled) ? "DO_NOTHING" : "ROLLBACK";
  }

  private static boolean isRepeated(LiveStack stack, Optional<String> token) {
    return token.isPresent() && token.equals(stack.document().token());
  }
}

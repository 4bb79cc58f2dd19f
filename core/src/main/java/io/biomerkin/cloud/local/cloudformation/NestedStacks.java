package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks that are resources of other stacks. Each is taken to its rest while its parent waits; what
 * an update of it leaves behind goes only when the parent's update has succeeded.
 */
final class NestedStacks {

  private static final String PENDING = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";
  private static final int LONGEST_NAME = 128;
  private static final int MOST_RESOURCES = 2_500;

  private final LocalAccount account;
  private final Stacks stacks;
  private final Submissions submissions;
  private final StackOperations operations;

  NestedStacks(
      LocalAccount account, Stacks stacks, Submissions submissions, StackOperations operations) {
    this.account = account;
    this.stacks = stacks;
    this.submissions = submissions;
    this.operations = operations;
  }

  /** Why a nested stack is not what it was to be, and which that is. */
  static final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String arn;

    private Failure(LiveStack stack, String what) {
      super("Embedded stack " + stack.arn() + " was not successfully " + what);
      this.arn = stack.arn();
    }

    String arn() {
      return arn;
    }
  }

  /**
   * The name of a nested stack: its parent's, its logical id, and letters. It is the same before
   * and after it is there.
   */
  private String name(String parentName, String parentArn, String logicalId) {
    return new ResourceRequest(
            account, parentName, parentArn, logicalId, TemplateParser.object(), Map.of(), false)
        .nameOr("StackName", LONGEST_NAME);
  }

  Resource create(ResourceRequest request) {
    String name = name(request.stackName(), request.stackId(), request.logicalId());
    LiveStack stack = stacks.find(name).orElseGet(() -> begin(name, request.stackId()));
    if (stack.status().isEmpty() || stack.status().equals("REVIEW_IN_PROGRESS")) {
      stack.executed("", request(request));
      operations.create(stack, config(request, Config.none()), "DO_NOTHING", token(request));
      stack.save();
    } else if (!request.resumed()) {
      throw Errors.alreadyExists("Stack [" + name + "] already exists");
    }
    LiveStack now = rest(stack.arn());
    if (!now.status().equals("CREATE_COMPLETE")) {
      throw new Failure(now, "created: " + now.document().phase().reason());
    }
    return resource(now);
  }

  /** One that is not there yet: the change set of its parent needs it. */
  LiveStack reserve(LiveStack parent, String logicalId) {
    String name = name(parent.name(), parent.arn(), logicalId);
    return stacks
        .find(name)
        .orElseGet(
            () -> {
              LiveStack stack = begin(name, parent.arn());
              stack.enter("REVIEW_IN_PROGRESS", "User Initiated");
              stack.save();
              return stack;
            });
  }

  private LiveStack begin(String name, String parent) {
    return stacks.begin(name, "", Optional.of(parent));
  }

  Resource update(ResourceRequest request, Resource current) {
    LiveStack stack = stacks.get(current.physicalId());
    Config target = config(request, stack.config());
    String token = token(request);
    boolean tried = request.resumed() && stack.document().token().equals(request(request));
    switch (stack.status()) {
      case PENDING -> {
        if (!stack.config().equals(target) && isTurningBack(request)) {
          stack.executed("", request(request));
          operations.turnBack(stack, token);
        } else if (!stack.config().equals(target)) {
          finish(stack.arn());
          begin(request, stacks.get(stack.arn()), target);
        }
      }
      case "UPDATE_ROLLBACK_FAILED" -> operations.continueRollback(stack, List.of(), token);
      case "UPDATE_FAILED" -> operations.rollback(stack, token);
      default -> {
        if (!tried && !stack.isInProgress() && !stack.config().equals(target)) {
          begin(request, stack, target);
        }
      }
    }
    LiveStack now = rest(stack.arn());
    if (now.status().endsWith("_FAILED") || !now.config().equals(target)) {
      throw new Failure(now, "updated: " + reason(now));
    }
    return resource(now);
  }

  private void begin(ResourceRequest request, LiveStack stack, Config target) {
    stack.executed("", request(request));
    operations.update(stack, target, "ROLLBACK", token(request), false);
    stack.save();
  }

  /** What the parent does, there or back: whoever takes over from a dead process knows it so. */
  private Optional<String> request(ResourceRequest request) {
    return Optional.of(token(request) + " " + stacks.get(request.stackId()).status());
  }

  private boolean isTurningBack(ResourceRequest request) {
    return stacks.get(request.stackId()).status().equals("UPDATE_ROLLBACK_IN_PROGRESS");
  }

  /** Why it turned back. */
  private static String reason(LiveStack stack) {
    if (stack.status().endsWith("_FAILED")) {
      return stack.document().phase().reason();
    }
    return stack.history().stream()
        .filter(event -> event.physicalId().equals(stack.arn()))
        .filter(event -> event.status().equals("UPDATE_ROLLBACK_IN_PROGRESS"))
        .findFirst()
        .map(EventDocument::reason)
        .orElse(stack.status());
  }

  Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    return find(current).map(stack -> request.properties().deepCopy());
  }

  void delete(ResourceRequest request, Resource current) {
    Optional<LiveStack> found = find(current);
    if (found.isEmpty()) {
      return;
    }
    finish(current.physicalId());
    LiveStack stack = stacks.get(current.physicalId());
    operations.delete(stack, List.of(), token(request));
    LiveStack now = rest(stack.arn());
    if (!now.status().equals("DELETE_COMPLETE")) {
      throw new Failure(now, "deleted: " + now.document().phase().reason());
    }
  }

  private Optional<LiveStack> find(Resource current) {
    return stacks.find(current.physicalId()).filter(s -> !Stacks.isDeleted(s.document()));
  }

  /** The parent cleans up: what the updates of its stacks left behind goes. */
  void finish(LiveStack parent) {
    for (Member member : parent.resources().values()) {
      if (member.type().equals(NestedStackType.NAME) && member.exists()) {
        finish(member.physicalId());
      }
    }
  }

  private void finish(String arn) {
    LiveStack stack = stacks.get(arn);
    while (stack.status().equals(PENDING)) {
      operations.observe(stack);
      stack = stacks.get(arn);
    }
  }

  /** How many resources a nested stack has; none before it is there. */
  int size(String arn) {
    return arn.isEmpty() ? 0 : stacks.get(arn).resources().size();
  }

  /** The same of all that are in a stack. */
  int sizeInside(LiveStack parent) {
    return parent.resources().values().stream()
        .filter(member -> member.type().equals(NestedStackType.NAME) && member.exists())
        .mapToInt(member -> size(member.physicalId()))
        .sum();
  }

  /** AWS: "Understand CloudFormation quotas". */
  static void requireSize(int resources) {
    if (resources > MOST_RESOURCES) {
      throw Errors.validation(
          "Limit on the number of resources in a single stack operation exceeded");
    }
  }

  /** Whether a stack has others in it that wait for it to clean up. */
  boolean isAwaited(LiveStack parent) {
    return parent.resources().values().stream()
        .filter(member -> member.type().equals(NestedStackType.NAME) && member.exists())
        .anyMatch(member -> stacks.get(member.physicalId()).status().equals(PENDING));
  }

  /** Takes it on until it rests, or waits for its parent. */
  private LiveStack rest(String arn) {
    LiveStack stack = stacks.get(arn);
    while (stack.isInProgress() && !stack.status().equals(PENDING)) {
      operations.observe(stack);
      stack = stacks.get(arn);
    }
    return stack;
  }

  private Config config(ResourceRequest request, Config previous) {
    Config parent = stacks.get(request.stackId()).config();
    return submission(request.properties(), request.tags(), parent, previous).config();
  }

  /** What the properties of a nested stack want it to be. */
  Submission submission(
      ObjectNode properties, Map<String, String> tags, Config parent, Config previous) {
    return submissions.nested(properties, tags, parent, previous);
  }

  /** Its events tell of the request that began the parent's operation. */
  private String token(ResourceRequest request) {
    LiveStack parent = stacks.get(request.stackId());
    return parent.hasOperation() ? parent.operation().token() : "";
  }

  private static Resource resource(LiveStack stack) {
    return new Resource(stack.arn(), Map.of());
  }
}

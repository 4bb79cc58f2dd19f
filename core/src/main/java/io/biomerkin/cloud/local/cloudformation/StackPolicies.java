package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.sdk.Agreement;
import io.biomerkin.cloud.local.state.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What updates may do to the resources of a stack. AWS: "Prevent updates to stack resources". */
final class StackPolicies {

  private final LocalAccount account;

  StackPolicies(LocalAccount account) {
    this.account = account;
  }

  /** A policy as it is kept. */
  record Policy(String text) {}

  /** The policy of a stack; there may be none. */
  Optional<String> get(LiveStack stack) {
    return documents().get(stack.document().id()).map(Policy::text);
  }

  void set(LiveStack stack, String text) {
    if (!Agreement.document(text).path("Statement").isArray()) {
      throw Errors.validation("Error validating stack policy: Invalid stack policy");
    }
    documents().put(stack.document().id(), new Policy(text));
  }

  /**
   * Why the policy forbids something.
   *
   * @param action {@code Update:Modify}, {@code Update:Replace} or {@code Update:Delete}
   */
  Optional<String> refusal(LiveStack stack, Member member, String action) {
    Optional<String> policy = get(stack);
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    boolean allowed = false;
    int number = 0;
    for (JsonNode statement : Agreement.document(policy.get()).path("Statement")) {
      number++;
      if (!concerns(statement, member, action)) {
        continue;
      }
      if (statement.path("Effect").asText().equals("Deny")) {
        return Optional.of(
            "Action denied by stack policy: Statement [#"
                + number
                + "] does not allow ["
                + action
                + "] for resource [LogicalResourceId/"
                + member.logicalId()
                + "]");
      }
      allowed = true;
    }
    return allowed
        ? Optional.empty()
        : Optional.of("Action not allowed by stack policy: no statement allows [" + action + "]");
  }

  private static boolean concerns(JsonNode statement, Member member, String action) {
    String resource = "LogicalResourceId/" + member.logicalId();
    boolean place =
        statement.has("NotResource")
            ? texts(statement.path("NotResource")).stream().noneMatch(p -> matches(p, resource))
            : texts(statement.path("Resource")).stream().anyMatch(p -> matches(p, resource));
    boolean does =
        statement.has("NotAction")
            ? texts(statement.path("NotAction")).stream().noneMatch(p -> matches(p, action))
            : texts(statement.path("Action")).stream().anyMatch(p -> matches(p, action));
    return place && does && isOfType(statement.path("Condition"), member.type());
  }

  private static boolean isOfType(JsonNode condition, String type) {
    List<String> types =
        new ArrayList<>(texts(condition.path("StringEquals").path("ResourceType")));
    types.addAll(texts(condition.path("StringLike").path("ResourceType")));
    return types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type));
  }

  private static boolean matches(String pattern, String text) {
    return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", text);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private Documents<Policy> documents() {
    return account.state().documents("cloudformation/policies", Policy.class);
  }
}

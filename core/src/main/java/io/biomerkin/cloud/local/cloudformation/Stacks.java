package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Phase;
import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.cloud.local.state.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The stacks of an account: where they are kept and found. */
final class Stacks {

  private static final String KIND = "cloudformation/";

  private final LocalAccount account;

  Stacks(LocalAccount account) {
    this.account = account;
  }

  /** Which stack has a name; it may be deleted, or not yet be written. */
  record Name(String id) {}

  /** The stack of that name that is not deleted, or the stack of that ARN. */
  Optional<LiveStack> find(String nameOrArn) {
    if (nameOrArn.startsWith("arn:")) {
      String id = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
      return documents().get(id).filter(stack -> stack.arn().equals(nameOrArn)).map(this::live);
    }
    return names()
        .get(nameOrArn)
        .flatMap(name -> documents().get(name.id()))
        .filter(stack -> !isDeleted(stack))
        .map(this::live);
  }

  /** The same; a stack there must be. */
  LiveStack get(String nameOrArn) {
    return find(nameOrArn).orElseThrow(() -> Errors.noSuchStack(nameOrArn));
  }

  /** All stacks, the deleted ones too, newest first. */
  List<StackDocument> all() {
    List<StackDocument> all = new ArrayList<>(documents().all());
    all.sort(java.util.Comparator.comparing(StackDocument::created).reversed());
    return all;
  }

  LiveStack live(StackDocument document) {
    return new LiveStack(account, documents(), document);
  }

  /** A stack without resources, not written yet. */
  LiveStack begin(String name, String status) {
    return begin(name, status, Optional.empty());
  }

  /** The same of one that is nested in another. */
  LiveStack begin(String name, String status, Optional<String> parent) {
    String id = freshId(account.account() + account.region() + name + "/");
    Instant now = account.clock().now();
    // The name first: a name without its stack is no harm, a stack without its name is lost.
    names().put(name, new Name(id));
    return live(
        new StackDocument(
            id,
            account.arn("cloudformation", "stack/" + name + "/" + id),
            name,
            now,
            new Phase(status, "", Optional.empty(), Optional.empty()),
            false,
            Config.none(),
            Map.of(),
            List.of(),
            Set.of(),
            Optional.empty(),
            0,
            0,
            "",
            Optional.empty(),
            parent));
  }

  /** Forgets a stack that never was more than a name. */
  void forget(LiveStack stack) {
    documents().remove(stack.document().id());
  }

  /** The same for the same stacks made in the same order, and never one that has left events. */
  private String freshId(String seed) {
    int number = documents().ids().size();
    while (new StackEvents(account, uuid(seed + number), 0).exist()) {
      number++;
    }
    return uuid(seed + number);
  }

  /** Keeps a template; returns its digest. */
  String keep(String template) {
    return templates().put(template.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a template. */
  String template(String digest) {
    return digest.isEmpty() ? "" : new String(templates().get(digest), StandardCharsets.UTF_8);
  }

  /** The pseudo parameters that are the same for every stack of the account. */
  Map<String, JsonNode> pseudoParameters() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return Map.of(
        "AWS::AccountId", nodes.textNode(account.account()),
        "AWS::Region", nodes.textNode(account.region()),
        "AWS::Partition", nodes.textNode("aws"),
        "AWS::URLSuffix", nodes.textNode("amazonaws.com"),
        "AWS::NoValue", Intrinsics.noValue());
  }

  /** The value that a stack exports under a name. */
  String exported(String export) {
    return exports()
        .filter(output -> output.value().export().equals(export))
        .map(output -> output.value().value())
        .findFirst()
        .orElseThrow(() -> Errors.validation("No export named " + export + " found."));
  }

  /** Every export of the account. */
  Stream<Export> exports() {
    return documents().all().stream()
        .filter(stack -> !isDeleted(stack))
        .flatMap(
            stack ->
                stack.outputs().stream()
                    .filter(output -> !output.export().isEmpty())
                    .map(output -> new Export(stack, output)));
  }

  /** An output that a stack exports. */
  record Export(StackDocument stack, StackDocument.OutputValue value) {}

  static boolean isDeleted(StackDocument stack) {
    return stack.phase().status().equals("DELETE_COMPLETE");
  }

  static String uuid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Documents<StackDocument> documents() {
    return account.state().documents(KIND + "stacks", StackDocument.class);
  }

  private Documents<Name> names() {
    return account.state().documents(KIND + "names", Name.class);
  }

  private Blobs templates() {
    return account.state().blobs(KIND + "templates");
  }
}

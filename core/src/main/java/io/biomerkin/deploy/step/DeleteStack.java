package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.Buckets;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.StackStatus;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.synth.Parts;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Deletes the stack and waits for it; what the template retains stays. */
public final class DeleteStack {

  private final Site site;
  private final EnvironmentLock lock;

  /** Deletes that site's stack under its lock. */
  public DeleteStack(Site site, EnvironmentLock lock) {
    this.site = site;
    this.lock = lock;
  }

  /** Deletes; gives the names of what stays. */
  public List<String> run(StackState stack) {
    return run(stack, Set.of());
  }

  /**
   * The same of a stack that cannot be deleted whole.
   *
   * @param left resources to leave when they cannot be deleted, by their names in the template
   */
  List<String> run(StackState stack, Set<String> left) {
    Map<String, Integer> nested = nested(stack);
    int size = nested.values().stream().mapToInt(Integer::intValue).sum();
    boolean shrinks = size > site.quotas().nestedChanges();
    if (shrinks) {
      shrink(nested);
    }
    Map<String, String> physicalIds = site.stacks().physicalIds();
    List<String> retained = new ArrayList<>();
    if (!stack.isReserved() && !stack.isStillborn()) {
      JsonNode resources = new Template(site.stacks().template()).json().path("Resources");
      resources.fields().forEachRemaining(r -> sort(r, physicalIds, retained));
    }
    if (stack.terminationProtected()) {
      site.stacks().protect(false);
    }
    boolean failedBefore = stack.status().equals(StackStatus.DELETE_FAILED.name());
    int total = physicalIds.size() + (shrinks ? 0 : size);
    FollowStack follow = new FollowStack(site, lock, total);
    String status = delete(stack, follow, failedBefore ? left : Set.of());
    if (!left.isEmpty() && !failedBefore && !status.equals(StackStatus.DELETE_COMPLETE.name())) {
      // CloudFormation leaves out only what it has tried in vain.
      follow = new FollowStack(site, lock, total);
      status = delete(stack, follow, left);
    }
    if (!status.equals(StackStatus.DELETE_COMPLETE.name())) {
      throw follow.stuck(status, "where it is");
    }
    left.forEach(id -> retained.add(physicalIds.getOrDefault(id, id) + " (left out)"));
    return retained;
  }

  /** How many resources each nested stack has. */
  private Map<String, Integer> nested(StackState stack) {
    if (!stack.isSplit()) {
      return Map.of();
    }
    Map<String, Stacks> nested = site.stacks().nested();
    List<Integer> counted = site.workers().each(nested.values(), each -> each.physicalIds().size());
    Map<String, Integer> sizes = new TreeMap<>();
    nested.keySet().forEach(id -> sizes.put(id, counted.get(sizes.size())));
    return sizes;
  }

  /** What is nested goes first, as CloudFormation does not delete so much in one operation. */
  private void shrink(Map<String, Integer> nested) {
    Template running = new Template(site.stacks().template());
    Template rest = Parts.withoutNested(running);
    ApplyChange apply = new ApplyChange(site, lock);
    for (Template part : Parts.of(Optional.of(running), rest, nested, site.quotas())) {
      Publish.put(site.store(), part);
      apply.run(ChangeSet.prepare(site, FollowStack.token("shrink"), ChangeSet.Kind.UPDATE, part));
    }
  }

  private String delete(StackState stack, FollowStack follow, Set<String> left) {
    String token = FollowStack.token("destroy");
    site.stacks().delete(token, left);
    return follow.run(stack.id(), token);
  }

  /** Empties a bucket that goes, notes what stays; versions of functions go with their function. */
  private void sort(
      Map.Entry<String, JsonNode> resource,
      Map<String, String> physicalIds,
      List<String> retained) {
    String type = resource.getValue().path("Type").asText();
    String name = physicalIds.get(resource.getKey());
    if (name == null || type.equals("AWS::Lambda::Version")) {
      return;
    }
    if (resource.getValue().path("DeletionPolicy").asText().startsWith("Retain")) {
      retained.add(name + " (" + type + ")");
    } else if (type.equals("AWS::S3::Bucket")) {
      new Buckets(site.cloud()).empty(name);
    }
  }
}

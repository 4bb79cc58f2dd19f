package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.Buckets;
import io.biomerkin.cloud.StackState;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    Map<String, String> physicalIds = site.stacks().physicalIds();
    List<String> retained = new ArrayList<>();
    if (!stack.isReserved() && !stack.isStillborn()) {
      JsonNode resources = new Template(site.stacks().template()).json().path("Resources");
      resources.fields().forEachRemaining(r -> sort(r, physicalIds, retained));
      if (site.environment().protectData()) {
        site.stacks().protect(false);
      }
    }
    String token = "destroy-" + site.now().toEpochMilli();
    site.stacks().delete(token);
    FollowStack follow = new FollowStack(site, lock, physicalIds.size());
    String status = follow.run(stack.id(), token);
    if (!status.equals("DELETE_COMPLETE")) {
      throw follow.failure(
          status, "correct the cause, then run " + site.command("destroy") + " again");
    }
    return retained;
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

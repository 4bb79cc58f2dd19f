package io.biomerkin.cloud.local.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.ResourceRequest;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags that CloudFormation gives a resource. Three of them say whose it is: that is how a
 * creation that was begun before recognizes its own work, and never takes what belongs to another.
 */
public final class ResourceTags {

  private static final String STACK_NAME = "aws:cloudformation:stack-name";
  private static final String STACK_ID = "aws:cloudformation:stack-id";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  private ResourceTags() {}

  /** The stack's tags, the resource's own over them, and whose it is. */
  public static Map<String, String> of(ResourceRequest request) {
    Map<String, String> tags = new TreeMap<>(request.tags());
    JsonNode own = request.properties().path("Tags");
    if (own.isObject()) {
      own.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    } else {
      own.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    }
    tags.put(STACK_NAME, request.stackName());
    tags.put(STACK_ID, request.stackId());
    tags.put(LOGICAL_ID, request.logicalId());
    return tags;
  }

  /** Whether a resource with these tags was made by the same request, begun before. */
  public static boolean own(Map<String, String> tags, ResourceRequest request) {
    return request.resumed()
        && request.stackId().equals(tags.get(STACK_ID))
        && request.logicalId().equals(tags.get(LOGICAL_ID));
  }
}

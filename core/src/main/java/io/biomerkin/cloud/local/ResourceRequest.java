package io.biomerkin.cloud.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What CloudFormation asks of a resource type.
 *
 * @param account the account: its clients, state and clock
 * @param stackName the stack
 * @param stackId the stack's ARN
 * @param logicalId the resource's name in the template
 * @param properties its properties, every intrinsic function resolved
 * @param tags the stack's tags, which pass to the resource
 * @param resumed whether the same operation was begun before and its end was not seen: then what it
 *     would make may be there already
 */
public record ResourceRequest(
    LocalAccount account,
    String stackName,
    String stackId,
    String logicalId,
    ObjectNode properties,
    Map<String, String> tags,
    boolean resumed) {

  /**
   * The name that a property gives, or one made as CloudFormation makes it: stack, logical id, and
   * letters that follow from both.
   */
  public String nameOr(String property) {
    if (properties.hasNonNull(property)) {
      return properties.get(property).asText();
    }
    String letters = Integer.toString(Math.abs((stackId + logicalId).hashCode()), 36);
    return stackName + "-" + logicalId + "-" + letters;
  }
}

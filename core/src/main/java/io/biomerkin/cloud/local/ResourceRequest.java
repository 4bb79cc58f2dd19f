package io.biomerkin.cloud.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.model.Sha256;
import java.math.BigInteger;
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
 * @param generation differs between a resource and the one that replaces it, and so do the names
 *     made for them
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
    int generation,
    boolean resumed) {

  private static final int LETTERS = 12;

  /** Copies its tags. */
  public ResourceRequest {
    tags = Map.copyOf(tags);
  }

  /** A request of the first generation. */
  public ResourceRequest(
      LocalAccount account,
      String stackName,
      String stackId,
      String logicalId,
      ObjectNode properties,
      Map<String, String> tags,
      boolean resumed) {
    this(account, stackName, stackId, logicalId, properties, tags, 0, resumed);
  }

  /**
   * The name that a property gives, or one made as CloudFormation makes it: stack, logical id, and
   * letters that follow from both.
   */
  public String nameOr(String property) {
    return nameOr(property, Integer.MAX_VALUE);
  }

  /** The same; a made name is shortened to the length by cutting stack and logical id. */
  public String nameOr(String property, int longest) {
    if (properties.hasNonNull(property)) {
      return properties.get(property).asText();
    }
    String words = stackName + "-" + logicalId;
    int room = Math.min(words.length(), longest - LETTERS - 1);
    return words.substring(0, room) + "-" + letters();
  }

  private String letters() {
    String seed = stackId + "/" + logicalId + (generation == 0 ? "" : "/" + generation);
    String text = new BigInteger(Sha256.hex(seed), 16).toString(Character.MAX_RADIX);
    return text.substring(0, LETTERS);
  }
}

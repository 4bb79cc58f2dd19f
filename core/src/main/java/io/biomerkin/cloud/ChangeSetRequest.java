package io.biomerkin.cloud;

import java.util.Map;

/**
 * What CloudFormation is asked to work out.
 *
 * @param name the name of the change set
 * @param creates whether the stack is new
 * @param template the template's URL in the release store, or its text
 * @param imports whether resources that the template retains, and that exist, become the stack's
 *     (AWS: "Import AWS resources into a CloudFormation stack automatically")
 * @param revertsDrift whether what was changed past the stack is made what the template says (AWS:
 *     "Using drift-aware change sets")
 * @param express whether it need not wait until resources are stable (AWS: "Deploy AWS
 *     CloudFormation stacks faster with express mode")
 * @param nests whether the template nests stacks, so that their changes are worked out too (AWS:
 *     "Change sets for nested stacks")
 * @param tags the stack's tags
 */
public record ChangeSetRequest(
    String name,
    boolean creates,
    TemplateSource template,
    boolean imports,
    boolean revertsDrift,
    boolean express,
    boolean nests,
    Map<String, String> tags) {

  /** Copies its map. */
  public ChangeSetRequest {
    tags = Map.copyOf(tags);
  }
}

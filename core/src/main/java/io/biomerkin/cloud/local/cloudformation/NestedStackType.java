package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** {@code AWS::CloudFormation::Stack}: a stack in a stack, whose outputs nobody can ask for. */
@AutoService(ResourceType.class)
public final class NestedStackType implements ResourceType {

  /** Its name. */
  static final String NAME = "AWS::CloudFormation::Stack";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        NAME,
        Set.of("TemplateURL"),
        Set.of(),
        Set.of("TemplateURL", "Parameters", "Tags"),
        Set.of(),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    return nested(request.account()).create(request);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    return nested(request.account()).update(request, current);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    return nested(request.account()).read(request, current);
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    nested(request.account()).delete(request, current);
  }

  private static NestedStacks nested(LocalAccount account) {
    return ((LocalCloudFormation) account.client(CloudFormationClient.class)).nested();
  }
}

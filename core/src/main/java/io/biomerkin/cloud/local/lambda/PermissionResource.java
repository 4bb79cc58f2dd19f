package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code AWS::Lambda::Permission}. */
@AutoService(ResourceType.class)
public final class PermissionResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Lambda::Permission",
        Set.of("Action", "FunctionName", "Principal"),
        Set.of(
            "Action",
            "EventSourceToken",
            "FunctionName",
            "Principal",
            "PrincipalOrgID",
            "SourceAccount",
            "SourceArn"),
        Set.of(),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String id = request.nameOr("StatementId");
    ObjectNode given = request.properties().deepCopy().put("StatementId", id);
    try {
      lambda(request).addPermission(SdkJson.read(given, AddPermissionRequest.builder()));
    } catch (ResourceConflictException e) {
      if (!request.resumed()) {
        throw e;
      }
    }
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    return current;
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    String function = request.properties().path("FunctionName").asText();
    try {
      lambda(request)
          .removePermission(r -> r.functionName(function).statementId(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already, with its function or alias.
    }
  }

  private static LambdaClient lambda(ResourceRequest request) {
    return request.account().client(LambdaClient.class);
  }
}

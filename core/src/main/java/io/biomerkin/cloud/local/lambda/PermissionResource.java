package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.Agreement;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
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
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    String function = request.properties().path("FunctionName").asText();
    try {
      String policy = lambda(request).getPolicy(r -> r.functionName(function)).policy();
      for (JsonNode statement : Agreement.document(policy).path("Statement")) {
        if (statement.path("Sid").asText().equals(current.physicalId())) {
          return Optional.of(live(request, statement));
        }
      }
    } catch (ResourceNotFoundException e) {
      // Neither the function nor a policy of its own.
    }
    return Optional.empty();
  }

  private static ObjectNode live(ResourceRequest request, JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    JsonNode conditions = statement.path("Condition");
    return LiveProperties.of(request)
        .unread("FunctionName")
        .value("Action", statement.path("Action"))
        .same(
            "Principal",
            request.properties().path("Principal"),
            principal.isObject() ? principal.elements().next() : principal)
        .value("SourceArn", conditions.path("ArnLike").path("AWS:SourceArn"))
        .value("SourceAccount", conditions.path("StringEquals").path("AWS:SourceAccount"))
        .value("PrincipalOrgID", conditions.path("StringEquals").path("aws:PrincipalOrgID"))
        .value("EventSourceToken", conditions.path("StringEquals").path("lambda:EventSourceToken"))
        .json();
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

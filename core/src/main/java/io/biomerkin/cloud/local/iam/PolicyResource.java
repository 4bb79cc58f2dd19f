package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code AWS::IAM::Policy}: an inline policy of roles. */
@AutoService(ResourceType.class)
public final class PolicyResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::IAM::Policy",
        Set.of("PolicyName", "PolicyDocument", "Roles"),
        Set.of(),
        Set.of("PolicyName", "PolicyDocument", "Roles"),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    put(request);
    String id = request.nameOr("Id");
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    put(request);
    boolean renamed = !name(before).equals(name(request.properties()));
    for (String role : roles(before)) {
      if (renamed || !roles(request.properties()).contains(role)) {
        remove(request, role, name(before));
      }
    }
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    LiveProperties live =
        LiveProperties.of(request).unread("PolicyName", "PolicyDocument", "Roles");
    for (String role : roles(request.properties())) {
      try {
        live.otherwise(
            "PolicyDocument",
            PolicyDocuments.decoded(
                iam(request)
                    .getRolePolicy(r -> r.roleName(role).policyName(name(request.properties())))
                    .policyDocument()));
      } catch (NoSuchEntityException e) {
        return Optional.empty();
      }
    }
    return Optional.of(live.json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    roles(request.properties()).forEach(role -> remove(request, role, name(request.properties())));
  }

  private static void put(ResourceRequest request) {
    String document = request.properties().path("PolicyDocument").toString();
    for (String role : roles(request.properties())) {
      iam(request)
          .putRolePolicy(
              r ->
                  r.roleName(role).policyName(name(request.properties())).policyDocument(document));
    }
  }

  private static void remove(ResourceRequest request, String role, String policy) {
    try {
      iam(request).deleteRolePolicy(r -> r.roleName(role).policyName(policy));
    } catch (NoSuchEntityException e) {
      // Gone already, alone or with its role.
    }
  }

  private static String name(ObjectNode properties) {
    return properties.path("PolicyName").asText();
  }

  private static List<String> roles(ObjectNode properties) {
    List<String> roles = new ArrayList<>();
    properties.path("Roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  private static IamClient iam(ResourceRequest request) {
    return request.account().client(IamClient.class);
  }
}

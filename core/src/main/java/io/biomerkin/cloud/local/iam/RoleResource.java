package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** {@code AWS::IAM::Role}. */
@AutoService(ResourceType.class)
public final class RoleResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::IAM::Role",
        Set.of("AssumeRolePolicyDocument"),
        Set.of("Path", "RoleName", "PermissionsBoundary"),
        Set.of(
            "AssumeRolePolicyDocument",
            "Description",
            "ManagedPolicyArns",
            "MaxSessionDuration",
            "Policies",
            "Tags"),
        Set.of("Arn", "RoleId"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String name = request.nameOr("RoleName", 64);
    ObjectNode given = request.properties();
    CreateRoleRequest.Builder create =
        CreateRoleRequest.builder()
            .roleName(name)
            .assumeRolePolicyDocument(given.path("AssumeRolePolicyDocument").toString())
            .path(given.path("Path").asText("/"))
            .description(given.path("Description").asText())
            .tags(tags(request));
    if (given.has("MaxSessionDuration")) {
      create.maxSessionDuration(given.get("MaxSessionDuration").asInt());
    }
    if (given.has("PermissionsBoundary")) {
      create.permissionsBoundary(given.get("PermissionsBoundary").asText());
    }
    try {
      iam(request).createRole(create.build());
    } catch (EntityAlreadyExistsException e) {
      Map<String, String> tags = new TreeMap<>();
      iam(request)
          .listRoleTags(r -> r.roleName(name))
          .tags()
          .forEach(tag -> tags.put(tag.key(), tag.value()));
      if (!ResourceTags.own(tags, request)) {
        throw e;
      }
    }
    policies(request, name, given.objectNode());
    return resource(request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    String name = current.physicalId();
    ObjectNode given = request.properties();
    IamClient iam = iam(request);
    iam.updateAssumeRolePolicy(
        r -> r.roleName(name).policyDocument(given.path("AssumeRolePolicyDocument").toString()));
    iam.updateRole(
        r ->
            r.roleName(name)
                .description(given.path("Description").asText())
                .maxSessionDuration(given.path("MaxSessionDuration").asInt(3600)));
    List<Tag> tags = tags(request);
    List<String> gone =
        iam.listRoleTags(r -> r.roleName(name)).tags().stream()
            .map(Tag::key)
            .filter(key -> tags.stream().noneMatch(tag -> tag.key().equals(key)))
            .toList();
    iam.tagRole(r -> r.roleName(name).tags(tags));
    iam.untagRole(r -> r.roleName(name).tagKeys(gone));
    policies(request, name, before);
    return resource(request, name);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    IamClient iam = iam(request);
    String name = current.physicalId();
    Role now;
    try {
      now = iam.getRole(r -> r.roleName(name)).role();
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
    ArrayNode policies = request.properties().arrayNode();
    Map<String, String> wanted = inline(request.properties());
    for (String policy : iam.listRolePolicies(r -> r.roleName(name)).policyNames()) {
      // Those that another resource or a person put there are theirs.
      if (wanted.containsKey(policy)) {
        policies
            .addObject()
            .put("PolicyName", policy)
            .set(
                "PolicyDocument",
                PolicyDocuments.parse(
                    PolicyDocuments.decoded(
                        iam.getRolePolicy(r -> r.roleName(name).policyName(policy))
                            .policyDocument())));
      }
    }
    Map<String, String> tags = new TreeMap<>();
    iam.listRoleTags(r -> r.roleName(name)).tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return Optional.of(
        LiveProperties.of(request)
            .members(now)
            .text(
                "AssumeRolePolicyDocument", PolicyDocuments.decoded(now.assumeRolePolicyDocument()))
            .texts(
                "ManagedPolicyArns",
                iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies().stream()
                    .map(AttachedPolicy::policyArn)
                    .toList())
            .value("Policies", policies)
            .unread("PermissionsBoundary")
            .tags(tags)
            .json());
  }

  /** Policies that other resources put there go with the role, as with CloudFormation's own. */
  @Override
  public void delete(ResourceRequest request, Resource current) {
    IamClient iam = iam(request);
    String name = current.physicalId();
    try {
      for (String policy : iam.listRolePolicies(r -> r.roleName(name)).policyNames()) {
        iam.deleteRolePolicy(r -> r.roleName(name).policyName(policy));
      }
      iam.listAttachedRolePolicies(r -> r.roleName(name))
          .attachedPolicies()
          .forEach(
              policy -> iam.detachRolePolicy(r -> r.roleName(name).policyArn(policy.policyArn())));
      iam.deleteRole(r -> r.roleName(name));
    } catch (NoSuchEntityException e) {
      // Gone already.
    }
  }

  /** Brings policies to what the template says; those it never named are left alone. */
  private static void policies(ResourceRequest request, String name, ObjectNode before) {
    IamClient iam = iam(request);
    Map<String, String> wanted = inline(request.properties());
    for (String gone : inline(before).keySet()) {
      if (!wanted.containsKey(gone)) {
        iam.deleteRolePolicy(r -> r.roleName(name).policyName(gone));
      }
    }
    wanted.forEach(
        (policy, document) ->
            iam.putRolePolicy(r -> r.roleName(name).policyName(policy).policyDocument(document)));
    List<String> attached = arns(request.properties());
    for (String gone : arns(before)) {
      if (!attached.contains(gone)) {
        iam.detachRolePolicy(r -> r.roleName(name).policyArn(gone));
      }
    }
    attached.forEach(arn -> iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn)));
  }

  private static Map<String, String> inline(ObjectNode properties) {
    Map<String, String> policies = new TreeMap<>();
    for (JsonNode policy : properties.path("Policies")) {
      policies.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument").toString());
    }
    return policies;
  }

  private static List<String> arns(ObjectNode properties) {
    List<String> arns = new ArrayList<>();
    properties.path("ManagedPolicyArns").forEach(arn -> arns.add(arn.asText()));
    return arns;
  }

  private static List<Tag> tags(ResourceRequest request) {
    Map<String, String> tags = ResourceTags.of(request);
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static Resource resource(ResourceRequest request, String name) {
    Role role = iam(request).getRole(r -> r.roleName(name)).role();
    return new Resource(name, Map.of("Arn", role.arn(), "RoleId", role.roleId()));
  }

  private static IamClient iam(ResourceRequest request) {
    return request.account().client(IamClient.class);
  }
}

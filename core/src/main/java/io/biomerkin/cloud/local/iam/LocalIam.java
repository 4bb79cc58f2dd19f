package io.biomerkin.cloud.local.iam;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** IAM: roles and their policies. Users and groups are not embedded. */
final class LocalIam implements IamClient {

  private final LocalAccount account;
  private final Roles roles;
  private final RolePolicies policies;

  LocalIam(LocalAccount account) {
    this.account = account;
    RoleStore store = new RoleStore(account);
    this.roles = new Roles(account, store);
    this.policies = new RolePolicies(store);
  }

  @Override
  public CreateRoleResponse createRole(CreateRoleRequest request) {
    return CreateRoleResponse.builder().role(roles.create(request)).build();
  }

  @Override
  public GetRoleResponse getRole(GetRoleRequest request) {
    return GetRoleResponse.builder().role(roles.get(request.roleName())).build();
  }

  @Override
  public ListRolesResponse listRoles(ListRolesRequest request) {
    return ListRolesResponse.builder()
        .roles(roles.list(Optional.ofNullable(request.pathPrefix()).orElse("/")))
        .isTruncated(false)
        .build();
  }

  @Override
  public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
    roles.update(request);
    return UpdateRoleResponse.builder().build();
  }

  @Override
  public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(
      UpdateAssumeRolePolicyRequest request) {
    roles.trust(request.roleName(), request.policyDocument());
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  @Override
  public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
    roles.delete(request.roleName());
    return DeleteRoleResponse.builder().build();
  }

  @Override
  public TagRoleResponse tagRole(TagRoleRequest request) {
    roles.tag(request.roleName(), request.tags());
    return TagRoleResponse.builder().build();
  }

  @Override
  public UntagRoleResponse untagRole(UntagRoleRequest request) {
    roles.untag(request.roleName(), request.tagKeys());
    return UntagRoleResponse.builder().build();
  }

  @Override
  public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
    return ListRoleTagsResponse.builder()
        .tags(roles.get(request.roleName()).tags())
        .isTruncated(false)
        .build();
  }

  @Override
  public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    policies.put(request.roleName(), request.policyName(), request.policyDocument());
    return PutRolePolicyResponse.builder().build();
  }

  @Override
  public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    return GetRolePolicyResponse.builder()
        .roleName(request.roleName())
        .policyName(request.policyName())
        .policyDocument(policies.get(request.roleName(), request.policyName()))
        .build();
  }

  @Override
  public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
    return ListRolePoliciesResponse.builder()
        .policyNames(policies.list(request.roleName()))
        .isTruncated(false)
        .build();
  }

  @Override
  public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
    policies.delete(request.roleName(), request.policyName());
    return DeleteRolePolicyResponse.builder().build();
  }

  @Override
  public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    policies.attach(request.roleName(), request.policyArn());
    return AttachRolePolicyResponse.builder().build();
  }

  @Override
  public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
    policies.detach(request.roleName(), request.policyArn());
    return DetachRolePolicyResponse.builder().build();
  }

  @Override
  public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(policies.attached(request.roleName()))
        .isTruncated(false)
        .build();
  }

  /** Of a role; conditions are not looked at. */
  @Override
  public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
      SimulatePrincipalPolicyRequest request) {
    KnownParameters.only(request, "PolicySourceArn", "ActionNames", "ResourceArns");
    String arn = request.policySourceArn();
    String unused = roles.get(arn.substring(arn.lastIndexOf('/') + 1)).arn();
    RolePermissions permissions = RolePermissions.of(account, arn);
    List<String> resources = request.hasResourceArns() ? request.resourceArns() : List.of("*");
    return SimulatePrincipalPolicyResponse.builder()
        .evaluationResults(
            request.actionNames().stream()
                .flatMap(
                    action ->
                        resources.stream()
                            .map(
                                resource ->
                                    EvaluationResult.builder()
                                        .evalActionName(action)
                                        .evalResourceName(resource)
                                        .evalDecision(permissions.decide(action, resource).text())
                                        .build()))
                .toList())
        .isTruncated(false)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

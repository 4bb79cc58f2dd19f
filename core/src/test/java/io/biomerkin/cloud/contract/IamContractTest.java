package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class IamContractTest extends CloudContract {

  private static final String LAMBDA =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

  private static final String TABLES =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Action":"dynamodb:*","Resource":"*"},
       {"Effect":"Deny","Action":"dynamodb:DeleteTable","Resource":"*"}]}""";

  private String role() {
    return client(IamClient.class)
        .createRole(r -> r.roleName("agent").assumeRolePolicyDocument(LAMBDA))
        .role()
        .arn();
  }

  @Test
  void a_role_is_there_once() {
    IamClient iam = client(IamClient.class);
    String arn = role();
    assertThat(arn).matches("arn:aws:iam::\\d{12}:role/agent");
    assertThat(iam.getRole(r -> r.roleName("agent")).role().arn()).isEqualTo(arn);
    assertThatThrownBy(this::role).isInstanceOf(EntityAlreadyExistsException.class);
    iam.deleteRole(r -> r.roleName("agent"));
    assertThatThrownBy(() -> iam.getRole(r -> r.roleName("agent")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void a_role_has_inline_policies_by_name() {
    IamClient iam = client(IamClient.class);
    assertThat(role()).isNotEmpty();
    iam.putRolePolicy(r -> r.roleName("agent").policyName("tables").policyDocument(TABLES));
    assertThat(iam.listRolePolicies(r -> r.roleName("agent")).policyNames())
        .containsExactly("tables");
    assertThat(iam.getRolePolicy(r -> r.roleName("agent").policyName("tables")).policyName())
        .isEqualTo("tables");
    iam.deleteRolePolicy(r -> r.roleName("agent").policyName("tables"));
    assertThatThrownBy(() -> iam.getRolePolicy(r -> r.roleName("agent").policyName("tables")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void a_role_has_managed_policies() {
    IamClient iam = client(IamClient.class);
    String policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    assertThat(role()).isNotEmpty();
    iam.attachRolePolicy(r -> r.roleName("agent").policyArn(policy));
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("agent")).attachedPolicies())
        .singleElement()
        .matches(attached -> attached.policyArn().equals(policy));
    iam.detachRolePolicy(r -> r.roleName("agent").policyArn(policy));
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("agent")).attachedPolicies()).isEmpty();
  }

  @Test
  void what_a_role_may_do_is_worked_out_without_doing_it() {
    IamClient iam = client(IamClient.class);
    String arn = role();
    iam.putRolePolicy(r -> r.roleName("agent").policyName("tables").policyDocument(TABLES));
    assertThat(decision(arn, "dynamodb:PutItem")).isEqualTo("allowed");
    assertThat(decision(arn, "dynamodb:DeleteTable")).isEqualTo("explicitDeny");
    assertThat(decision(arn, "s3:GetObject")).isEqualTo("implicitDeny");
  }

  private String decision(String role, String action) {
    return client(IamClient.class)
        .simulatePrincipalPolicy(
            r -> r.policySourceArn(role).actionNames(action).resourceArns("arn:aws:x:::y"))
        .evaluationResults()
        .get(0)
        .evalDecisionAsString();
  }
}

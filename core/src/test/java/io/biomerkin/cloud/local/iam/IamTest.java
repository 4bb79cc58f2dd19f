package io.biomerkin.cloud.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Template;
import io.biomerkin.cloud.local.iam.RolePermissions.Decision;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

class IamTest {

  private static final String TRUST =
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";
  private static final String ARN = "arn:aws:iam::111111111111:role/r";

  @TempDir Path folder;
  private IamClient iam;

  @BeforeEach
  void create_a_role() {
    iam = EmbeddedCloud.client(IamClient.class, folder);
    iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(TRUST).description("d"));
  }

  @Test
  void a_role_has_its_arn_and_gives_its_trust_policy_encoded() {
    var role = iam.getRole(r -> r.roleName("r")).role();

    assertThat(role.arn()).isEqualTo(ARN);
    assertThat(role.roleId()).matches("AROA[0-9A-Z]{17}");
    assertThat(role.assumeRolePolicyDocument()).startsWith("%7B%22Statement%22");
    assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(TRUST);
  }

  @Test
  void tags_are_added_changed_and_removed() {
    iam.tagRole(r -> r.roleName("r").tags(tag("a", "1"), tag("b", "2")));
    iam.tagRole(r -> r.roleName("r").tags(tag("a", "3")));
    iam.untagRole(r -> r.roleName("r").tagKeys("b"));

    assertThat(iam.listRoleTags(r -> r.roleName("r")).tags()).containsExactly(tag("a", "3"));
  }

  @Test
  void a_role_with_policies_is_not_deleted() {
    iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(allow("a:b", "*")));
    refused(
        () -> iam.deleteRole(r -> r.roleName("r")),
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");

    iam.attachRolePolicy(
        r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
    refused(
        () -> iam.deleteRole(r -> r.roleName("r")),
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.");
  }

  @Test
  void what_is_not_there_and_what_is_no_policy_is_refused() {
    refused(
        () ->
            iam.simulatePrincipalPolicy(
                r -> r.policySourceArn(ARN + "x").actionNames("s3:GetObject")),
        "NoSuchEntity",
        "The role with name rx cannot be found.");
    refused(
        () -> iam.getRole(r -> r.roleName("x")),
        "NoSuchEntity",
        "The role with name x cannot be found.");
    refused(
        () -> iam.getRolePolicy(r -> r.roleName("r").policyName("x")),
        "NoSuchEntity",
        "The role policy with name x cannot be found.");
    refused(
        () -> iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(TRUST)),
        "EntityAlreadyExists",
        "Role with name r already exists.");
    refused(
        () -> iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument("{oops")),
        "MalformedPolicyDocument",
        "This policy contains invalid Json");
    refused(
        () -> iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument("{}")),
        "MalformedPolicyDocument",
        "Syntax errors in policy.");
    refused(
        () -> iam.createRole(r -> r.roleName("a b").assumeRolePolicyDocument(TRUST)),
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters"
            + " and/or the following: +=,.@_-");
    refused(
        () -> iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::1:policy/p")),
        "NoSuchEntity",
        "Policy arn:aws:iam::1:policy/p does not exist or is not attachable.");
  }

  @Test
  void actions_and_resources_match_with_wildcards() {
    iam.putRolePolicy(
        r ->
            r.roleName("r")
                .policyName("p")
                .policyDocument(allow("dynamodb:*Item", "arn:aws:dynamodb:*:*:table/a-?")));

    assertThat(decide("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:1:table/a-1"))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decide("DynamoDB:putitem", "arn:aws:dynamodb:us-east-1:1:table/a-1"))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decide("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:1:table/a-12"))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide("dynamodb:Query", "arn:aws:dynamodb:us-east-1:1:table/a-1"))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void a_deny_wins_unless_it_has_conditions() {
    iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(allow("s3:*", "*")));
    iam.putRolePolicy(
        r ->
            r.roleName("r")
                .policyName("q")
                .policyDocument(
                    "{\"Statement\":{\"Effect\":\"Deny\",\"NotAction\":\"s3:Get*\",\"Resource\":\"*\"}}"));
    iam.putRolePolicy(
        r ->
            r.roleName("r")
                .policyName("t")
                .policyDocument(
                    "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}}"));

    assertThat(decide("s3:GetObject", "x")).isEqualTo(Decision.ALLOWED);
    assertThat(decide("s3:PutObject", "x")).isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void a_role_that_is_gone_allows_nothing() {
    iam.deleteRole(r -> r.roleName("r"));

    assertThat(decide("s3:GetObject", "x")).isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void a_template_makes_changes_and_removes_a_role() {
    Template template = Template.in(folder);
    RoleResource type = new RoleResource();
    String trust =
        "'AssumeRolePolicyDocument': {'Statement': [{'Effect': 'Allow', 'Action':"
            + " 'sts:AssumeRole', 'Principal': {'Service': 'lambda.amazonaws.com'}}]}";
    String before =
        "{'RoleName': 'made', "
            + trust
            + ", 'Policies': [{'PolicyName': 'old', 'PolicyDocument': "
            + allow("a:b", "*").replace('"', '\'')
            + "}], 'ManagedPolicyArns': ['arn:aws:iam::aws:policy/AdministratorAccess']}";
    var made = template.create(type, before);
    String after =
        "{'RoleName': 'made', "
            + trust
            + ", 'Policies': [{'PolicyName': 'new', 'PolicyDocument': "
            + allow("a:b", "*").replace('"', '\'')
            + "}]}";

    type.update(template.request(after), made, Template.json(before));

    assertThat(made.attributes()).containsEntry("Arn", "arn:aws:iam::111111111111:role/made");
    assertThat(iam.listRolePolicies(r -> r.roleName("made")).policyNames()).containsExactly("new");
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("made")).attachedPolicies()).isEmpty();
    assertThat(iam.listRoleTags(r -> r.roleName("made")).tags())
        .contains(tag("Project", "Biomerkin"));
    type.delete(template.request(after), made);
    type.delete(template.request(after), made);
    assertThat(iam.listRoles().roles()).hasSize(1);
  }

  @Test
  void a_creation_that_goes_on_takes_its_own_role_and_no_other() {
    Template template = Template.in(folder);
    RoleResource type = new RoleResource();
    String properties =
        "{'RoleName': 'made', 'AssumeRolePolicyDocument': " + TRUST.replace('"', '\'') + "}";
    template.create(type, properties);

    assertThat(template.resumed().create(type, properties).physicalId()).isEqualTo("made");
    refused(
        () -> template.stack("Other").create(type, properties),
        "EntityAlreadyExists",
        "Role with name made already exists.");
  }

  @Test
  void a_policy_of_a_template_follows_its_roles() {
    Template template = Template.in(folder);
    PolicyResource type = new PolicyResource();
    iam.createRole(r -> r.roleName("s").assumeRolePolicyDocument(TRUST));
    String document = allow("a:b", "*").replace('"', '\'');
    String before = "{'PolicyName': 'p', 'Roles': ['r'], 'PolicyDocument': " + document + "}";
    String after = "{'PolicyName': 'p', 'Roles': ['s'], 'PolicyDocument': " + document + "}";
    var made = template.create(type, before);

    type.update(template.request(after), made, Template.json(before));

    assertThat(iam.listRolePolicies(r -> r.roleName("r")).policyNames()).isEmpty();
    assertThat(iam.listRolePolicies(r -> r.roleName("s")).policyNames()).containsExactly("p");
    type.delete(template.request(after), made);
    assertThat(iam.listRolePolicies(r -> r.roleName("s")).policyNames()).isEmpty();
  }

  private Decision decide(String action, String resource) {
    return RolePermissions.of(Template.in(folder).request("{}").account(), ARN)
        .decide(action, resource);
  }

  private static String allow(String action, String resource) {
    return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + action
        + "\"],\"Resource\":\""
        + resource
        + "\"}]}";
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static void refused(ThrowingCallable call, String code, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text);
            });
  }
}

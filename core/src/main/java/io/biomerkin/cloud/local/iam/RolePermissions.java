package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.LocalAccount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a role may do, by its inline policies and the AWS managed policies that the embedded cloud
 * knows. Conditions are not looked at: an Allow with conditions allows, a Deny with conditions does
 * not deny.
 */
public final class RolePermissions {

  private final List<PolicyStatement> statements;

  private RolePermissions(List<PolicyStatement> statements) {
    this.statements = statements;
  }

  /** The permissions of a role as they are now; of a role that is gone, none. */
  public static RolePermissions of(LocalAccount account, String roleArn) {
    String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    Optional<RoleRecord> role = new RoleStore(account).find(name);
    Stream<JsonNode> inline =
        role.stream().flatMap(r -> r.inline().values().stream()).map(PolicyDocuments::parse);
    Stream<JsonNode> managed =
        role.stream()
            .flatMap(r -> r.attached().stream())
            .flatMap(arn -> ManagedPolicies.document(arn).stream());
    return new RolePermissions(
        Stream.concat(inline, managed)
            .flatMap(document -> PolicyStatement.each(document.path("Statement")).stream())
            .map(PolicyStatement::new)
            .toList());
  }

  /** The decision on one action on one resource: a Deny wins, nothing said is refused. */
  public Decision decide(String action, String resource) {
    boolean allowed = false;
    for (PolicyStatement statement : statements) {
      if (statement.covers(action, resource)) {
        if (statement.denies() && !statement.hasConditions()) {
          return Decision.EXPLICIT_DENY;
        }
        allowed |= !statement.denies();
      }
    }
    return allowed ? Decision.ALLOWED : Decision.IMPLICIT_DENY;
  }

  /** How IAM names its decisions. */
  public enum Decision {
    /** A statement allows it and none denies it. */
    ALLOWED,
    /** A statement denies it. */
    EXPLICIT_DENY,
    /** No statement allows it. */
    IMPLICIT_DENY;

    /** As IAM writes it. */
    public String text() {
      return switch (this) {
        case ALLOWED -> "allowed";
        case EXPLICIT_DENY -> "explicitDeny";
        case IMPLICIT_DENY -> "implicitDeny";
      };
    }

    /** The end of AWS's sentence about a refused action. */
    public String because(String action) {
      return this == EXPLICIT_DENY
          ? "with an explicit deny in an identity-based policy"
          : "because no identity-based policy allows the " + action + " action";
    }
  }
}

package io.biomerkin.cloud;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.Statement;

/** What a principal may do, as IAM works it out without doing it. */
public final class Permissions {

  private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:role/([^/]+)");

  private final Cloud cloud;

  /** The permissions of a cloud. */
  public Permissions(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * What IAM decides.
   *
   * @param decision {@code allowed}, {@code implicitDeny} or {@code explicitDeny}
   * @param policies the policies whose statements decided
   */
  public record Decision(String decision, List<String> policies) {}

  /**
   * Works out one action (AWS: "IAM policy testing with the IAM policy simulator").
   *
   * @param principal the ARN of a user or a role
   * @param action e.g. {@code lambda:CreateFunction}
   * @param resource an ARN, or {@code *}
   * @return empty where the caller may not ask, or the cloud does not work it out
   */
  public Optional<Decision> simulate(String principal, String action, String resource) {
    try {
      return cloud
          .client(IamClient.class)
          .simulatePrincipalPolicy(
              r -> r.policySourceArn(whole(principal)).actionNames(action).resourceArns(resource))
          .evaluationResults()
          .stream()
          .findFirst()
          .map(Permissions::decision);
    } catch (AwsServiceException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** A session tells its role without its path, which IAM wants. */
  private String whole(String principal) {
    Matcher role = ROLE.matcher(principal);
    if (!role.matches()) {
      return principal;
    }
    try {
      return cloud.client(IamClient.class).getRole(r -> r.roleName(role.group(1))).role().arn();
    } catch (AwsServiceException e) {
      return principal;
    }
  }

  private static Decision decision(EvaluationResult result) {
    return new Decision(
        result.evalDecisionAsString(),
        result.matchedStatements().stream().map(Statement::sourcePolicyId).distinct().toList());
  }
}

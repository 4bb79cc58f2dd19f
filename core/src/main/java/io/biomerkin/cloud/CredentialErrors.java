package io.biomerkin.cloud;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What AWS has against the caller itself, rather than against what they ask for (AWS: "Common error
 * types"; Amazon S3: "Error responses").
 */
enum CredentialErrors {
  /** Signed at a wrong time: by the code, or by the message where others have the same code. */
  CLOCK(
      Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"),
      message -> message.contains("Signature expired") || message.contains("Signature not yet"),
      "the clock of this machine is wrong",
      "set the clock (timedatectl set-ntp true), then run the same command again"),

  CODE(
      Set.of(),
      message -> message.contains("MultiFactorAuthentication failed"),
      "the code of the MFA device is not taken",
      "wait for the device's next code, as each counts once, and give it with -Dmfa=CODE"),

  ROLE(
      Set.of(),
      message -> message.contains("not authorized to perform: sts:AssumeRole"),
      "",
      "correct the environment's assumes line, or have the role's trust policy let this caller in"
          + " (principal, externalId, mfa)"),

  UNKNOWN(
      Set.of("InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId"),
      message -> false,
      "the AWS credentials are not known there",
      "log in again (aws sso login); a region that the account has not enabled refuses them too:"
          + " see aws account list-regions"),

  REGION(
      Set.of("OptInRequired", "SubscriptionRequiredException"),
      message -> false,
      "the account has not enabled this region, or this service",
      "correct the region of the environment's aws line, or enable it: see aws account"
          + " list-regions"),

  EXPIRED(
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "TokenRefreshRequired",
          "UnauthorizedException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException"),
      message -> false,
      "the AWS credentials are expired or wrong",
      "log in again (aws sso login), then run the same command again");

  private final Set<String> codes;
  private final Predicate<String> messages;
  private final String what;
  private final String next;

  CredentialErrors(Set<String> codes, Predicate<String> messages, String what, String next) {
    this.codes = codes;
    this.messages = messages;
    this.what = what;
    this.next = next;
  }

  /** Which one a refusal is; empty when it is about something else. */
  static Optional<CredentialErrors> of(String code, String message) {
    return Arrays.stream(values())
        .filter(known -> known.codes.contains(code) || known.messages.test(message))
        .findFirst();
  }

  /** What to tell. */
  Problem problem(String cloud, String message) {
    String told = what.isEmpty() ? message : what + ": " + message;
    return new Problem(ProblemCode.NO_CREDENTIALS, cloud, told, next);
  }
}

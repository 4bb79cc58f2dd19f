package io.biomerkin.cloud;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The one place that turns what an SDK client throws into advice. */
public final class CloudErrors {

  private CloudErrors() {}

  /** A failure of an SDK client as a problem; any other failure as it is. */
  public static RuntimeException explained(RuntimeException failure, String cloud) {
    if (failure instanceof SdkException sdk) {
      return new ProblemException(List.of(advice(sdk, cloud)), sdk);
    }
    if (failure instanceof UnsupportedOperationException unknown) {
      return new ProblemException(List.of(unknownCall(unknown, cloud)), unknown);
    }
    return failure;
  }

  /**
   * Whether the same call may well go through a moment later: the service had a fault, or its
   * answer was lost. One that is only late is none of these: it may be at work still.
   */
  public static boolean isPassing(RuntimeException failure) {
    if (failure instanceof SdkServiceException refused) {
      return refused.statusCode() >= 500 || refused.isThrottlingException();
    }
    return failure instanceof SdkClientException
        && failure.getCause() instanceof IOException lost
        && !(lost instanceof SocketTimeoutException);
  }

  /** Whether the caller may not make the call, be they who they say they are. */
  public static boolean isDenied(RuntimeException failure) {
    return failure instanceof AwsServiceException refused && isDenied(refused);
  }

  private static boolean isDenied(AwsServiceException refused) {
    return CredentialErrors.of(code(refused), message(refused)).isEmpty()
        && (refused.statusCode() == 403 || code(refused).startsWith("AccessDenied"));
  }

  /** Whether a role does not let the caller in. */
  static boolean isRoleRefused(AwsServiceException refused) {
    return CredentialErrors.of(code(refused), message(refused))
        .equals(Optional.of(CredentialErrors.ROLE));
  }

  /** The SDK's interfaces answer so for every operation that a client does not have. */
  private static Problem unknownCall(UnsupportedOperationException failure, String cloud) {
    StackTraceElement call = failure.getStackTrace()[0];
    String service = call.getClassName().replaceFirst(".*\\.", "").replaceFirst("Client$", "");
    return new Problem(
        ProblemCode.NOT_EMBEDDED,
        service + ":" + call.getMethodName(),
        cloud + " does not have it",
        "docs/embedded-cloud.md lists what the embedded cloud has");
  }

  private static Problem advice(SdkException failure, String cloud) {
    if (failure instanceof AwsServiceException refused) {
      return refusal(refused, cloud);
    }
    String message = String.valueOf(failure.getMessage());
    if (message.contains("SSO session") || message.contains("SSO token")) {
      return new Problem(
          ProblemCode.NO_CREDENTIALS,
          cloud,
          "nobody is logged in with SSO, or no longer",
          "log in (aws sso login, with --profile NAME where the environment names a profile), then"
              + " run the same command again");
    }
    if (message.contains("Unable to load credentials")) {
      return new Problem(
          ProblemCode.NO_CREDENTIALS,
          cloud,
          "there are no AWS credentials",
          "log in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID; -Dcloud=local needs none");
    }
    if (message.toLowerCase(Locale.ROOT).contains("profile")) {
      return new Problem(
          ProblemCode.NO_CREDENTIALS,
          cloud,
          // The SDK adds all that the file holds.
          "the profile gives no AWS credentials: " + message.replaceFirst(": ProfileFile\\(.*", ""),
          "see aws configure list-profiles, and log in (aws sso login --profile NAME)");
    }
    if (failure instanceof SdkClientException || failure instanceof ApiCallTimeoutException) {
      return new Problem(
          ProblemCode.UNREACHABLE,
          cloud,
          "the cloud does not answer: " + message,
          "check the network, then run the same command again: it goes on where it was");
    }
    return Problem.of(ProblemCode.CALL_REFUSED, cloud, message);
  }

  private static Problem refusal(AwsServiceException refused, String cloud) {
    String code = code(refused);
    Optional<CredentialErrors> credentials = CredentialErrors.of(code, message(refused));
    if (credentials.isPresent()) {
      return credentials.get().problem(cloud, message(refused));
    }
    if (isDenied(refused)) {
      return new Problem(ProblemCode.CALL_REFUSED, cloud, message(refused), permission(refused));
    }
    if (code.equals("ValidationError")) {
      return new Problem(
          ProblemCode.CALL_REFUSED,
          cloud,
          message(refused) + " (" + code + ")",
          "nothing was changed; correct what the message names, then run the same command again");
    }
    return new Problem(
        ProblemCode.CALL_REFUSED,
        cloud,
        message(refused) + " (" + code + ")",
        "run the same command again; if it stays, the message above is the cloud's own");
  }

  /** S3 names neither the permission nor the bucket. */
  private static String permission(AwsServiceException refused) {
    return refused instanceof S3Exception
        ? "give the deploying role its permissions on the account's buckets, then run the same"
            + " command again; if it has them, another account has taken the bucket's name"
        : "give the deploying role this permission, then run the same command again";
  }

  /** The service's own message, without the SDK's additions. */
  static String message(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
        ? String.valueOf(e.getMessage())
        : e.awsErrorDetails().errorMessage();
  }

  /** The service's code; empty where it gives none, as in an answer without a body. */
  static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }
}

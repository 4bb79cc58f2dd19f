package io.biomerkin.cloud.local.sdk;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Makes a service's own exceptions as the SDK makes them from a response. */
public final class Refusal {

  private Refusal() {}

  /**
   * The exception.
   *
   * @param builder of the exception's class, e.g. {@code NoSuchBucketException.builder()}
   * @param service the service as the SDK names it in messages, e.g. {@code S3}
   * @param status the HTTP status that the service answers with
   * @param code the error code, e.g. {@code NoSuchBucket}
   * @param message the service's own text
   */
  public static AwsServiceException of(
      AwsServiceException.Builder builder,
      String service,
      int status,
      String code,
      String message) {
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName(service)
            .errorCode(code)
            .errorMessage(message)
            .build();
    return (AwsServiceException)
        builder.awsErrorDetails(details).statusCode(status).requestId("embedded").build();
  }
}

package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lambda's exceptions. */
final class LambdaErrors {

  private LambdaErrors() {}

  static RuntimeException notFound(String message) {
    return of(ResourceNotFoundException.builder(), 404, "ResourceNotFoundException", message);
  }

  static RuntimeException conflict(String message) {
    return of(ResourceConflictException.builder(), 409, "ResourceConflictException", message);
  }

  static RuntimeException invalid(String message) {
    return of(
        InvalidParameterValueException.builder(), 400, "InvalidParameterValueException", message);
  }

  static RuntimeException precondition() {
    return of(
        PreconditionFailedException.builder(),
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the"
            + " GetFunction/GetAlias API to retrieve the latest Revision Id");
  }

  /** A value outside of what the API's model allows. */
  static RuntimeException validation(Object value, String member, String constraint) {
    return of(
        LambdaException.builder(),
        400,
        "ValidationException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }

  static RuntimeException of(
      AwsServiceException.Builder builder, int status, String code, String message) {
    return Refusal.of(builder, "Lambda", status, code, message);
  }
}

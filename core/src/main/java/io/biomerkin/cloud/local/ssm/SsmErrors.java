package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Parameter Store's refusals, in its words. */
final class SsmErrors {

  private SsmErrors() {}

  static AwsServiceException notFound() {
    return of(ParameterNotFoundException.builder(), "ParameterNotFound", "UnknownError");
  }

  static AwsServiceException noSuchVersion(String name, String version) {
    return of(
        ParameterVersionNotFoundException.builder(),
        "ParameterVersionNotFound",
        "Systems Manager could not find version "
            + version
            + " of "
            + name
            + ". Verify the version and try again.");
  }

  static AwsServiceException exists() {
    return of(
        ParameterAlreadyExistsException.builder(),
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the"
            + " request to true.");
  }

  static AwsServiceException mismatch(String pattern) {
    return of(
        ParameterPatternMismatchException.builder(),
        "ParameterPatternMismatchException",
        "Parameter value, cannot be validated against allowedPattern: " + pattern);
  }

  static AwsServiceException invalidResource() {
    return of(
        InvalidResourceIdException.builder(),
        "InvalidResourceId",
        "The resource ID is not valid. Verify that you entered the correct ID and try again.");
  }

  static AwsServiceException invalidToken() {
    return of(
        InvalidNextTokenException.builder(),
        "InvalidNextToken",
        "The specified token is not valid.");
  }

  static AwsServiceException validation(String message) {
    return of(SsmException.builder(), "ValidationException", message);
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, String code, String message) {
    return Refusal.of(builder, "Ssm", 400, code, message);
  }
}

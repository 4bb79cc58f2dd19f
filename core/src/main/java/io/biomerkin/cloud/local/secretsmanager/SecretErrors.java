package io.biomerkin.cloud.local.secretsmanager;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets Manager's refusals, in its words. */
final class SecretErrors {

  private SecretErrors() {}

  static AwsServiceException notFound() {
    return notFound("Secrets Manager can't find the specified secret.");
  }

  static AwsServiceException noValue(String stage) {
    return notFound(
        "Secrets Manager can't find the specified secret value for staging label: " + stage);
  }

  static AwsServiceException noVersion(String id) {
    return notFound("Secrets Manager can't find the specified secret value for VersionId: " + id);
  }

  private static AwsServiceException notFound(String message) {
    return of(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
  }

  static AwsServiceException exists(String name) {
    return of(
        ResourceExistsException.builder(),
        "ResourceExistsException",
        "The operation failed because the secret " + name + " already exists.");
  }

  static AwsServiceException versionExists(String id) {
    return of(
        ResourceExistsException.builder(),
        "ResourceExistsException",
        "A resource with the ID you requested already exists: version "
            + id
            + " has another value.");
  }

  static AwsServiceException deleted(String message) {
    return of(InvalidRequestException.builder(), "InvalidRequestException", message);
  }

  static AwsServiceException invalid(String message) {
    return of(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  static AwsServiceException invalidToken() {
    return of(
        InvalidNextTokenException.builder(),
        "InvalidNextTokenException",
        "The NextToken value is invalid.");
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, String code, String message) {
    return Refusal.of(builder, "SecretsManager", 400, code, message);
  }
}

package io.biomerkin.cloud.local.cloudwatch;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardInvalidInputErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** CloudWatch's refusals, in its words. */
final class CloudWatchErrors {

  private CloudWatchErrors() {}

  static AwsServiceException invalid(String message) {
    return of(CloudWatchException.builder(), 400, "ValidationError", message);
  }

  static AwsServiceException noAlarm() {
    return of(ResourceNotFoundException.builder(), 404, "ResourceNotFound", "Unknown alarm");
  }

  static AwsServiceException noDashboard(String name) {
    return of(
        DashboardNotFoundErrorException.builder(),
        404,
        "ResourceNotFound",
        "Dashboard " + name + " does not exist");
  }

  static AwsServiceException invalidDashboard(String message) {
    return of(DashboardInvalidInputErrorException.builder(), 400, "InvalidParameterInput", message);
  }

  static AwsServiceException invalidToken() {
    return of(InvalidNextTokenException.builder(), 400, "InvalidNextToken", "Invalid nextToken");
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, int status, String code, String message) {
    return Refusal.of(builder, "CloudWatch", status, code, message);
  }
}

package io.biomerkin.cloud.local.apigateway;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** API Gateway's exceptions. */
final class ApiErrors {

  private ApiErrors() {}

  static RuntimeException notFound(String what) {
    return Refusal.of(
        NotFoundException.builder(),
        "ApiGateway",
        404,
        "NotFoundException",
        "Invalid " + what + " identifier specified");
  }

  static RuntimeException badRequest(String message) {
    return Refusal.of(
        BadRequestException.builder(), "ApiGateway", 400, "BadRequestException", message);
  }

  static RuntimeException conflict(String message) {
    return Refusal.of(ConflictException.builder(), "ApiGateway", 409, "ConflictException", message);
  }
}

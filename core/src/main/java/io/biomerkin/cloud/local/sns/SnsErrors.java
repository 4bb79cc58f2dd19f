package io.biomerkin.cloud.local.sns;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** SNS's refusals, in its words. */
final class SnsErrors {

  private SnsErrors() {}

  static AwsServiceException noSuchTopic() {
    return Refusal.of(NotFoundException.builder(), "Sns", 404, "NotFound", "Topic does not exist");
  }

  static AwsServiceException noSuchSubscription() {
    return Refusal.of(
        NotFoundException.builder(), "Sns", 404, "NotFound", "Subscription does not exist");
  }

  static AwsServiceException invalid(String message) {
    return Refusal.of(
        InvalidParameterException.builder(),
        "Sns",
        400,
        "InvalidParameter",
        "Invalid parameter: " + message);
  }
}

package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS's refusals, in its words. */
final class SqsErrors {

  private SqsErrors() {}

  static AwsServiceException noSuchQueue() {
    return of(
        QueueDoesNotExistException.builder(),
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
  }

  static AwsServiceException differs(String attribute) {
    return of(
        QueueNameExistsException.builder(),
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute "
            + attribute);
  }

  static AwsServiceException invalidValue(String attribute) {
    return of(
        InvalidAttributeValueException.builder(),
        "InvalidAttributeValue",
        "Invalid value for the parameter " + attribute + ".");
  }

  static AwsServiceException unknownAttribute(String attribute) {
    return of(
        InvalidAttributeNameException.builder(),
        "InvalidAttributeName",
        "Unknown Attribute " + attribute + ".");
  }

  static AwsServiceException invalidReceipt(String receipt) {
    return of(
        ReceiptHandleIsInvalidException.builder(),
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + receipt + "\" is not a valid receipt handle.");
  }

  static AwsServiceException invalidParameter(String message) {
    return of(SqsException.builder(), "InvalidParameterValue", message);
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, String code, String message) {
    return Refusal.of(builder, "Sqs", 400, code, message);
  }
}

package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/** DynamoDB's refusals, in its words. */
final class TableErrors {

  private TableErrors() {}

  static AwsServiceException notFound(String table) {
    return of(
        ResourceNotFoundException.builder(),
        "ResourceNotFoundException",
        "Requested resource not found: Table: " + table + " not found");
  }

  static AwsServiceException noItemsOf() {
    return of(
        ResourceNotFoundException.builder(),
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  static AwsServiceException noTableToBackUp(String table) {
    return of(
        TableNotFoundException.builder(), "TableNotFoundException", "Table not found: " + table);
  }

  static AwsServiceException inUse(String table) {
    return of(
        ResourceInUseException.builder(),
        "ResourceInUseException",
        "Table already exists: " + table);
  }

  static AwsServiceException targetExists(String table) {
    return of(
        TableAlreadyExistsException.builder(),
        "TableAlreadyExistsException",
        "Table already exists: " + table);
  }

  static AwsServiceException noBackup(String arn) {
    return of(
        BackupNotFoundException.builder(), "BackupNotFoundException", "Backup not found: " + arn);
  }

  static AwsServiceException invalid(String message) {
    return of(DynamoDbException.builder(), "ValidationException", message);
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, String code, String message) {
    return Refusal.of(builder, "DynamoDb", 400, code, message);
  }
}

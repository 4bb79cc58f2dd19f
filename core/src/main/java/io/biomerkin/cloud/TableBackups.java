package io.biomerkin.cloud;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;

/** On-demand backups of tables, through DynamoDB. */
public final class TableBackups {

  private final DynamoDbClient client;

  /** The backups of a cloud. */
  public TableBackups(Cloud cloud) {
    this.client = cloud.client(DynamoDbClient.class);
  }

  /** Begins a backup of a table; returns its ARN. */
  public String create(String table, String name) {
    try {
      return client
          .createBackup(r -> r.tableName(table).backupName(name))
          .backupDetails()
          .backupArn();
    } catch (BackupInUseException e) {
      // One at a time: it is the one of an earlier request whose answer was lost.
      return client.listBackups(r -> r.tableName(table)).backupSummaries().stream()
          .filter(backup -> backup.backupName().equals(name))
          .map(BackupSummary::backupArn)
          .findFirst()
          .orElseThrow(() -> e);
    }
  }

  /** {@code CREATING}, {@code AVAILABLE}, or {@code DELETED}, also when there is none. */
  public String status(String arn) {
    try {
      return client
          .describeBackup(r -> r.backupArn(arn))
          .backupDescription()
          .backupDetails()
          .backupStatusAsString();
    } catch (BackupNotFoundException e) {
      return "DELETED";
    }
  }
}

package io.biomerkin.cloud;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** On-demand backups of tables, through DynamoDB. */
public final class TableBackups {

  private final DynamoDbClient client;

  /** The backups of a cloud. */
  public TableBackups(Cloud cloud) {
    this.client = cloud.client(DynamoDbClient.class);
  }

  /** Begins a backup of a table; returns its ARN. */
  public String create(String table, String name) {
    return client
        .createBackup(r -> r.tableName(table).backupName(name))
        .backupDetails()
        .backupArn();
  }

  /** Whether a backup is complete. */
  public boolean isAvailable(String arn) {
    return "AVAILABLE"
        .equals(
            client
                .describeBackup(r -> r.backupArn(arn))
                .backupDescription()
                .backupDetails()
                .backupStatusAsString());
  }
}

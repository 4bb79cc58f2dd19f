package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** On-demand backups: exact copies of items and schema. DynamoDB Local has none of its own. */
final class Backups {

  private static final int PAGE = 100;

  private final TableState state;

  Backups(TableState state) {
    this.state = state;
  }

  CreateBackupResponse create(CreateBackupRequest request) {
    String name = Optional.ofNullable(request.backupName()).orElse("");
    if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
      throw TableErrors.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'backupName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [a-zA-Z0-9_.-]+");
    }
    Table table = table(request.tableName());
    ItemFiles.Written written = new Items(state).write(table);
    Instant now = state.now();
    String id =
        String.format(Locale.ROOT, "%014d", now.toEpochMilli())
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    Backup backup =
        new Backup(id, name, now, table, written.blob(), written.count(), written.size());
    state.backups().put(id, backup);
    return CreateBackupResponse.builder().backupDetails(details(backup)).build();
  }

  private Table table(@Nullable String name) {
    try {
      return state.table(name);
    } catch (software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException e) {
      throw TableErrors.noTableToBackUp(String.valueOf(name));
    }
  }

  DescribeBackupResponse describe(DescribeBackupRequest request) {
    return DescribeBackupResponse.builder()
        .backupDescription(description(find(request.backupArn())))
        .build();
  }

  DeleteBackupResponse delete(DeleteBackupRequest request) {
    Backup backup = find(request.backupArn());
    state.backups().remove(backup.id());
    state.release(backup.items());
    return DeleteBackupResponse.builder().backupDescription(description(backup)).build();
  }

  ListBackupsResponse list(ListBackupsRequest request) {
    KnownParameters.only(request, "TableName", "Limit", "ExclusiveStartBackupArn", "BackupType");
    String after = id(Optional.ofNullable(request.exclusiveStartBackupArn()).orElse(""));
    int most = Optional.ofNullable(request.limit()).orElse(PAGE);
    List<Backup> rest =
        state.backups().all().stream()
            .filter(backup -> backup.id().compareTo(after) > 0)
            .filter(
                backup ->
                    request.tableName() == null
                        || backup.table().name().equals(request.tableName()))
            .toList();
    List<Backup> page = rest.subList(0, Math.min(most, rest.size()));
    return ListBackupsResponse.builder()
        .backupSummaries(page.stream().map(this::summary).toList())
        .lastEvaluatedBackupArn(page.size() == rest.size() ? null : arn(page.get(page.size() - 1)))
        .build();
  }

  /** A new table that starts with the backup's items; they are put in when first asked for. */
  RestoreTableFromBackupResponse restore(RestoreTableFromBackupRequest request) {
    KnownParameters.only(
        request,
        "TargetTableName",
        "BackupArn",
        "BillingModeOverride",
        "ProvisionedThroughputOverride");
    Backup backup = find(request.backupArn());
    String name = Optional.ofNullable(request.targetTableName()).orElse("");
    ObjectNode definition = definition(backup, request);
    Definition.check(name, definition);
    if (state.tables().get(name).isPresent()) {
      throw TableErrors.targetExists(name);
    }
    Table table =
        new Table(
            name,
            UUID.randomUUID().toString(),
            state.now(),
            definition,
            Table.Settings.NONE.withRestoredFrom(arn(backup)),
            Map.of(),
            false,
            Optional.of(backup.items()));
    state.save(table);
    TableDescription description = new Descriptions(state).of(table, "ACTIVE");
    return RestoreTableFromBackupResponse.builder().tableDescription(description).build();
  }

  /** As on AWS, neither streams nor deletion protection come back with the table. */
  private static ObjectNode definition(Backup backup, RestoreTableFromBackupRequest request) {
    ObjectNode definition = backup.table().definition().deepCopy();
    definition.remove(List.of("StreamSpecification", "DeletionProtectionEnabled"));
    if (request.billingModeOverride() != null) {
      definition.put("BillingMode", request.billingModeOverrideAsString());
      definition.remove("ProvisionedThroughput");
    }
    if (request.provisionedThroughputOverride() != null) {
      definition.set(
          "ProvisionedThroughput", SdkJson.write(request.provisionedThroughputOverride()));
    }
    return definition;
  }

  private Backup find(@Nullable String arn) {
    String text = Optional.ofNullable(arn).orElse("");
    return state
        .backups()
        .get(id(text))
        .filter(backup -> arn(backup).equals(text))
        .orElseThrow(() -> TableErrors.noBackup(text));
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private String arn(Backup backup) {
    return state.arn(backup.table().name()) + "/backup/" + backup.id();
  }

  private BackupDetails details(Backup backup) {
    return BackupDetails.builder()
        .backupArn(arn(backup))
        .backupName(backup.name())
        .backupStatus("AVAILABLE")
        .backupType("USER")
        .backupSizeBytes(backup.size())
        .backupCreationDateTime(backup.created())
        .build();
  }

  private BackupDescription description(Backup backup) {
    TableDescription table = new Descriptions(state).of(backup.table(), "ACTIVE");
    return BackupDescription.builder()
        .backupDetails(details(backup))
        .sourceTableDetails(
            SourceTableDetails.builder()
                .tableName(table.tableName())
                .tableId(table.tableId())
                .tableArn(table.tableArn())
                .tableCreationDateTime(table.creationDateTime())
                .keySchema(table.keySchema())
                .itemCount(backup.count())
                .tableSizeBytes(backup.size())
                .billingMode(
                    Definition.isOnDemand(backup.table().definition())
                        ? "PAY_PER_REQUEST"
                        : "PROVISIONED")
                .provisionedThroughput(
                    p ->
                        p.readCapacityUnits(table.provisionedThroughput().readCapacityUnits())
                            .writeCapacityUnits(table.provisionedThroughput().writeCapacityUnits()))
                .build())
        .build();
  }

  private BackupSummary summary(Backup backup) {
    return BackupSummary.builder()
        .backupArn(arn(backup))
        .backupName(backup.name())
        .backupStatus("AVAILABLE")
        .backupType("USER")
        .backupSizeBytes(backup.size())
        .backupCreationDateTime(backup.created())
        .tableName(backup.table().name())
        .tableId(backup.table().id())
        .tableArn(state.arn(backup.table().name()))
        .build();
  }
}

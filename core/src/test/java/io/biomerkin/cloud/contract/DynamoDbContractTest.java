package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class DynamoDbContractTest extends CloudContract {

  private DynamoDbClient tables;

  @BeforeEach
  void create_a_table() {
    tables = client(DynamoDbClient.class);
    create("work");
  }

  private void create(String name) {
    tables.createTable(
        r ->
            r.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .keySchema(k -> k.attributeName("id").keyType("HASH"))
                .attributeDefinitions(d -> d.attributeName("id").attributeType("S")));
  }

  private void put(String id) {
    tables.putItem(r -> r.tableName("work").item(Map.of("id", AttributeValue.fromS(id))));
  }

  private List<String> ids(String table) {
    return tables.scan(r -> r.tableName(table)).items().stream()
        .map(item -> item.get("id").s())
        .sorted()
        .toList();
  }

  @Test
  void a_table_is_described_and_its_name_taken() {
    var table = tables.describeTable(r -> r.tableName("work")).table();
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(table.tableArn()).endsWith(":" + cloud().account() + ":table/work");
    assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(tables.listTables().tableNames()).containsExactly("work");
    assertThatThrownBy(() -> create("work")).isInstanceOf(ResourceInUseException.class);
    assertThatThrownBy(() -> tables.describeTable(r -> r.tableName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void items_are_written_under_conditions() {
    put("a");
    assertThatThrownBy(
            () ->
                tables.putItem(
                    r ->
                        r.tableName("work")
                            .item(Map.of("id", AttributeValue.fromS("a")))
                            .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    tables.deleteItem(r -> r.tableName("work").key(Map.of("id", AttributeValue.fromS("a"))));
    assertThat(ids("work")).isEmpty();
  }

  @Test
  void a_backup_is_restored_to_another_table_as_it_was() {
    put("a");
    String backup =
        tables
            .createBackup(r -> r.tableName("work").backupName("before"))
            .backupDetails()
            .backupArn();
    put("b");
    assertThat(tables.listBackups(r -> r.tableName("work")).backupSummaries())
        .extracting(b -> b.backupArn())
        .containsExactly(backup);
    tables.restoreTableFromBackup(r -> r.backupArn(backup).targetTableName("back"));
    assertThat(ids("back")).containsExactly("a");
    tables.deleteBackup(r -> r.backupArn(backup));
    assertThatThrownBy(() -> tables.describeBackup(r -> r.backupArn(backup)))
        .isInstanceOf(BackupNotFoundException.class);
  }

  @Test
  void settings_and_tags_are_kept() {
    tables.updateTimeToLive(
        r ->
            r.tableName("work").timeToLiveSpecification(t -> t.attributeName("ttl").enabled(true)));
    assertThat(
            tables
                .describeTimeToLive(r -> r.tableName("work"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("ttl");
    tables.updateContinuousBackups(
        r ->
            r.tableName("work")
                .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true)));
    assertThat(
            tables
                .describeContinuousBackups(r -> r.tableName("work"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString())
        .isEqualTo("ENABLED");
    String arn = tables.describeTable(r -> r.tableName("work")).table().tableArn();
    tables.tagResource(r -> r.resourceArn(arn).tags(t -> t.key("a").value("1")));
    assertThat(tables.listTagsOfResource(r -> r.resourceArn(arn)).tags())
        .extracting(t -> t.key())
        .containsExactly("a");
  }

  @Test
  void a_deleted_tables_items_do_not_come_back() {
    put("a");
    tables.deleteTable(r -> r.tableName("work"));
    create("work");
    assertThat(ids("work")).isEmpty();
  }
}

package io.biomerkin.cloud.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;

@Timeout(120)
class ItemsTest {

  @TempDir Path folder;
  DynamoDbClient tables;

  @BeforeEach
  void open() {
    tables = EmbeddedCloud.client(DynamoDbClient.class, folder);
  }

  private void create(String name) {
    tables.createTable(
        r ->
            r.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .keySchema(k -> k.attributeName("id").keyType("HASH"))
                .attributeDefinitions(d -> d.attributeName("id").attributeType("S")));
  }

  private void put(String table, String id) {
    tables.putItem(r -> r.tableName(table).item(Map.of("id", AttributeValue.fromS(id))));
  }

  private List<String> ids(String table) {
    return tables.scan(r -> r.tableName(table)).items().stream()
        .map(item -> item.getOrDefault("id", AttributeValue.fromNul(true)).s())
        .sorted()
        .toList();
  }

  private Path file() {
    return folder.resolve("111111111111/us-east-1/dynamodb/local/items.db");
  }

  @Test
  void items_are_there_for_another_process() {
    create("work");
    put("work", "a");
    tables = EmbeddedCloud.client(DynamoDbClient.class, folder);
    assertThat(ids("work")).containsExactly("a");
    assertThatThrownBy(
            () ->
                tables.putItem(
                    r ->
                        r.tableName("work")
                            .item(Map.of("id", AttributeValue.fromS("a")))
                            .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> ids("none")).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void a_deleted_tables_items_do_not_come_back_with_its_name() {
    create("work");
    put("work", "old");
    tables.deleteTable(r -> r.tableName("work"));
    assertThatThrownBy(() -> ids("work"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found");
    create("work");
    assertThat(ids("work")).isEmpty();
  }

  @Test
  void an_index_added_later_finds_the_items() {
    create("work");
    tables.putItem(
        r ->
            r.tableName("work")
                .item(
                    Map.of(
                        "id", AttributeValue.fromS("a"), "state", AttributeValue.fromS("done"))));
    tables.updateTable(
        r ->
            r.tableName("work")
                .attributeDefinitions(
                    d -> d.attributeName("id").attributeType("S"),
                    d -> d.attributeName("state").attributeType("S"))
                .globalSecondaryIndexUpdates(
                    u ->
                        u.create(
                            c ->
                                c.indexName("by-state")
                                    .keySchema(k -> k.attributeName("state").keyType("HASH"))
                                    .projection(p -> p.projectionType("ALL")))));
    assertThat(
            tables
                .query(
                    r ->
                        r.tableName("work")
                            .indexName("by-state")
                            .keyConditionExpression("#s = :s")
                            .expressionAttributeNames(Map.of("#s", "state"))
                            .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("done"))))
                .count())
        .isEqualTo(1);
    tables.updateTable(
        r ->
            r.tableName("work")
                .globalSecondaryIndexUpdates(u -> u.delete(d -> d.indexName("by-state"))));
    assertThat(ids("work")).containsExactly("a");
    assertThat(folder.resolve("111111111111/us-east-1/dynamodb/items"))
        .as("no copies of items are left")
        .isEmptyDirectory();
  }

  @Test
  void a_table_that_somebody_died_over_is_filled_anew() throws IOException {
    create("work");
    put("work", "a");
    String backup =
        tables
            .createBackup(r -> r.tableName("work").backupName("before"))
            .backupDetails()
            .backupArn();
    tables.restoreTableFromBackup(r -> r.targetTableName("copy").backupArn(backup));
    Path document = folder.resolve("111111111111/us-east-1/dynamodb/tables/copy.json");
    String before = Files.readString(document);
    put("copy", "half");
    Files.writeString(document, before);
    assertThat(ids("copy")).containsExactly("a");
  }

  @Test
  void a_restored_backup_has_the_items_of_its_moment_exactly() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS("ä\n\"x\""),
            "n", AttributeValue.fromN("1.2345678901234567890123456789"),
            "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
            "ss", AttributeValue.fromSs(List.of("a", "b")),
            "l", AttributeValue.fromL(List.of()),
            "m", AttributeValue.fromM(Map.of("deep", AttributeValue.fromBool(false))),
            "z", AttributeValue.fromNul(true));
    create("work");
    tables.putItem(r -> r.tableName("work").item(item));
    String backup =
        tables
            .createBackup(r -> r.tableName("work").backupName("before"))
            .backupDetails()
            .backupArn();
    put("work", "later");

    assertThat(
            tables
                .describeBackup(r -> r.backupArn(backup))
                .backupDescription()
                .sourceTableDetails()
                .itemCount())
        .isEqualTo(1);
    assertThat(tables.listBackups(r -> r.tableName("work")).backupSummaries())
        .extracting(b -> b.backupName())
        .containsExactly("before");
    assertThatThrownBy(
            () -> tables.restoreTableFromBackup(r -> r.backupArn(backup).targetTableName("work")))
        .isInstanceOf(TableAlreadyExistsException.class);

    tables.restoreTableFromBackup(r -> r.backupArn(backup).targetTableName("back"));
    tables.deleteBackup(r -> r.backupArn(backup));
    assertThat(tables.scan(r -> r.tableName("back")).items()).containsExactly(item);
    assertThat(ids("work")).hasSize(2);
    assertThatThrownBy(() -> tables.describeBackup(r -> r.backupArn(backup)))
        .isInstanceOf(BackupNotFoundException.class);
  }

  @Test
  void a_table_nobody_used_is_backed_up_without_starting_dynamodb_local() {
    create("work");
    tables.createBackup(r -> r.tableName("work").backupName("before"));
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_damaged_file_is_told_and_not_touched() throws IOException {
    create("work");
    put("work", "a");
    byte[] content = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(content, content.length / 2));
    assertThatThrownBy(() -> ids("work"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            file()
                + ": the embedded cloud's state is damaged: this is not a whole database; put the"
                + " file back from a copy, or move it away to start with empty tables [BMK-702]");
    Files.write(file(), content);
    assertThat(ids("work")).containsExactly("a");
  }

  @Test
  void a_file_that_is_gone_is_told_rather_than_taken_for_empty_tables() throws IOException {
    create("work");
    put("work", "a");
    Files.delete(file());
    assertThatThrownBy(() -> ids("work"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            file()
                + ": the embedded cloud's state lacks the items of the table work; put the file"
                + " back from a copy, or delete the table and restore it from a backup [BMK-702]");
  }

  @Test
  void batches_and_transactions_reach_all_their_tables() {
    create("one");
    create("two");
    tables.batchWriteItem(
        r ->
            r.requestItems(
                Map.of(
                    "one",
                    List.of(
                        software.amazon.awssdk.services.dynamodb.model.WriteRequest.builder()
                            .putRequest(p -> p.item(Map.of("id", AttributeValue.fromS("a"))))
                            .build()))));
    tables.transactWriteItems(
        r ->
            r.transactItems(
                t -> t.put(p -> p.tableName("two").item(Map.of("id", AttributeValue.fromS("b")))),
                t ->
                    t.delete(
                        d -> d.tableName("one").key(Map.of("id", AttributeValue.fromS("a"))))));
    assertThat(ids("one")).isEmpty();
    assertThat(ids("two")).containsExactly("b");
  }
}

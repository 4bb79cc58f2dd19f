package io.biomerkin.cloud.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class TablesTest {

  private static final String PROPERTIES =
      """
      {'TableName': 'workflows',
       'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'},
                     {'AttributeName': 'timestamp', 'KeyType': 'RANGE'}],
       'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'},
                                {'AttributeName': 'timestamp', 'AttributeType': 'N'}],
       'BillingMode': 'PAY_PER_REQUEST',
       'SSESpecification': {'SSEEnabled': true},
       'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true},
       'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled': true},
       'StreamSpecification': {'StreamViewType': 'NEW_IMAGE'},
       'Tags': [{'Key': 'Environment', 'Value': 'dev'}]}
      """;

  @TempDir Path folder;
  Template template;
  DynamoDbClient tables;
  final TableType type = new TableType();

  @BeforeEach
  void open() {
    template = Template.in(folder);
    tables = EmbeddedCloud.client(DynamoDbClient.class, folder);
  }

  @Test
  void a_table_of_a_template_has_all_it_says_without_starting_dynamodb_local() {
    Resource made = template.create(type, PROPERTIES);
    assertThat(made.physicalId()).isEqualTo("workflows");
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:dynamodb:us-east-1:111111111111:table/workflows")
        .containsKey("StreamArn");

    var table = tables.describeTable(r -> r.tableName("workflows")).table();
    assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
    assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.keySchema())
        .extracting(k -> k.attributeName())
        .containsExactly("id", "timestamp");
    assertThat(table.sseDescription().statusAsString()).isEqualTo("ENABLED");
    assertThat(
            tables
                .describeTimeToLive(r -> r.tableName("workflows"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("ttl");
    assertThat(
            tables
                .describeContinuousBackups(r -> r.tableName("workflows"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString())
        .isEqualTo("ENABLED");
    assertThat(tables.listTagsOfResource(r -> r.resourceArn(table.tableArn())).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .contains("Environment=dev", "Project=Biomerkin");
    assertThat(tables.listTables().tableNames()).containsExactly("workflows");

    type.delete(template.request(PROPERTIES), made);
    type.delete(template.request(PROPERTIES), made);
    assertThat(tables.listTables().tableNames()).isEmpty();
    assertThat(folder.resolve("111111111111/us-east-1/dynamodb/local/items.db")).doesNotExist();
  }

  @Test
  void an_update_changes_what_differs() {
    Resource made = template.create(type, PROPERTIES);
    String changed =
        """
        {'TableName': 'workflows',
         'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'},
                       {'AttributeName': 'timestamp', 'KeyType': 'RANGE'}],
         'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'},
                                  {'AttributeName': 'timestamp', 'AttributeType': 'N'},
                                  {'AttributeName': 'state', 'AttributeType': 'S'}],
         'BillingMode': 'PROVISIONED', 'DeletionProtectionEnabled': true,
         'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 6},
         'GlobalSecondaryIndexes': [{'IndexName': 'by-state',
           'KeySchema': [{'AttributeName': 'state', 'KeyType': 'HASH'}],
           'Projection': {'ProjectionType': 'ALL'},
           'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}],
         'TimeToLiveSpecification': {'AttributeName': 'expires', 'Enabled': true}}
        """;
    type.update(template.request(changed), made, Template.json(PROPERTIES));

    var table = tables.describeTable(r -> r.tableName("workflows")).table();
    assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
    assertThat(table.globalSecondaryIndexes())
        .extracting(i -> i.indexName())
        .containsExactly("by-state");
    assertThat(table.sseDescription()).isNull();
    assertThat(table.latestStreamArn()).isNull();
    assertThat(
            tables
                .describeTimeToLive(r -> r.tableName("workflows"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires");
    assertThatThrownBy(() -> tables.deleteTable(r -> r.tableName("workflows")))
        .hasMessageContaining(
            "Resource cannot be deleted as it is currently protected against deletion. Disable"
                + " deletion protection first.");
  }

  @Test
  void creating_again_after_a_death_finds_its_own_but_not_anothers() {
    Resource made = template.create(type, PROPERTIES);
    assertThat(template.resumed().create(type, PROPERTIES)).isEqualTo(made);
    assertThatThrownBy(() -> template.stack("T").create(type, PROPERTIES))
        .hasMessageContaining(
            "Resource of type 'AWS::DynamoDB::Table' with identifier 'workflows' already exists.");
  }

  @Test
  void what_is_wrong_with_a_definition_is_told_in_dynamodbs_words() {
    assertThatThrownBy(() -> create("ab", "id", "PAY_PER_REQUEST"))
        .hasMessageContaining("Table/index names must be between 3 and 255 characters long");
    assertThatThrownBy(() -> create("abc", "other", "PAY_PER_REQUEST"))
        .hasMessageContaining(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [id],"
                + " AttributeDefinitions: [other]");
    assertThatThrownBy(() -> create("abc", "id", "PROVISIONED"))
        .hasMessageContaining("ReadCapacityUnits and WriteCapacityUnits must both be specified");
    create("abc", "id", "PAY_PER_REQUEST");
    assertThatThrownBy(() -> create("abc", "id", "PAY_PER_REQUEST"))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Table already exists: abc");
    assertThatThrownBy(() -> tables.describeTable(r -> r.tableName("none")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found: Table: none not found");
  }

  private void create(String name, String defined, String billing) {
    tables.createTable(
        r ->
            r.tableName(name)
                .billingMode(billing)
                .keySchema(k -> k.attributeName("id").keyType("HASH"))
                .attributeDefinitions(d -> d.attributeName(defined).attributeType("S")));
  }

  @Test
  void tables_are_listed_page_by_page() throws Exception {
    for (String name : new String[] {"aaa", "bbb", "ccc"}) {
      create(name, "id", "PAY_PER_REQUEST");
    }
    assertThat(tables.listTablesPaginator(r -> r.limit(1)).tableNames())
        .containsExactly("aaa", "bbb", "ccc");
    assertThat(Files.exists(folder.resolve("111111111111/us-east-1/dynamodb/local/items.db")))
        .isFalse();
  }
}

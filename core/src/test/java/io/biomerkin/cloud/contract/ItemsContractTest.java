package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The items of a table with a partition key and a sort key. */
class ItemsContractTest extends CloudContract {

  private static final String TABLE = "runs";

  private DynamoDbClient tables;

  @BeforeEach
  void create_a_table() {
    tables = client(DynamoDbClient.class);
    tables.createTable(
        r ->
            r.tableName(TABLE)
                .billingMode("PAY_PER_REQUEST")
                .keySchema(
                    k -> k.attributeName("runner").keyType("HASH"),
                    k -> k.attributeName("at").keyType("RANGE"))
                .attributeDefinitions(
                    d -> d.attributeName("runner").attributeType("S"),
                    d -> d.attributeName("at").attributeType("N")));
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue n(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }

  private static Map<String, AttributeValue> key(String runner, int at) {
    return Map.of("runner", s(runner), "at", n(at));
  }

  private static Map<String, AttributeValue> item(String runner, int at, String state) {
    Map<String, AttributeValue> item = new HashMap<>(key(runner, at));
    item.put("state", s(state));
    return item;
  }

  private void put(String runner, int at, String state) {
    tables.putItem(r -> r.tableName(TABLE).item(item(runner, at, state)));
  }

  private Map<String, AttributeValue> get(String runner, int at) {
    return tables.getItem(r -> r.tableName(TABLE).key(key(runner, at))).item();
  }

  private List<Integer> query(String condition, boolean forward) {
    return tables
        .query(
            r ->
                r.tableName(TABLE)
                    .keyConditionExpression("runner = :a" + condition)
                    .expressionAttributeNames(condition.isEmpty() ? null : Map.of("#at", "at"))
                    .expressionAttributeValues(
                        condition.isEmpty()
                            ? Map.of(":a", s("dna"))
                            : condition.contains(":y")
                                ? Map.of(":a", s("dna"), ":x", n(2), ":y", n(4))
                                : Map.of(":a", s("dna"), ":x", n(2)))
                    .scanIndexForward(forward))
        .items()
        .stream()
        .map(found -> Integer.valueOf(found.get("at").n()))
        .toList();
  }

  private void five() {
    IntStream.rangeClosed(1, 5).forEach(i -> put("dna", i, "done"));
    put("rna", 9, "done");
  }

  @Test
  void an_item_is_given_back_as_it_was() {
    Map<String, AttributeValue> item = new HashMap<>(key("dna", 1));
    item.put("text", s("ä\n\"x\""));
    item.put("none", AttributeValue.fromNul(true));
    item.put("flag", AttributeValue.fromBool(false));
    item.put("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})));
    item.put("list", AttributeValue.fromL(List.of(n(1), s("a"))));
    item.put("map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of()))));
    tables.putItem(r -> r.tableName(TABLE).item(item));
    assertThat(get("dna", 1)).isEqualTo(item);
  }

  @Test
  void an_item_that_is_not_there_is_empty() {
    assertThat(tables.getItem(r -> r.tableName(TABLE).key(key("dna", 1))).hasItem()).isFalse();
  }

  @Test
  void a_second_item_of_a_key_replaces_the_first() {
    tables.putItem(r -> r.tableName(TABLE).item(item("dna", 1, "old")));
    var before =
        tables.putItem(
            r -> r.tableName(TABLE).item(item("dna", 1, "new")).returnValues(ReturnValue.ALL_OLD));
    assertThat(before.attributes()).containsEntry("state", s("old"));
    assertThat(get("dna", 1)).containsEntry("state", s("new"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(runner) | true",
        "attribute_not_exists(runner) | false",
        "#s = :done | true",
        "#s <> :done | false",
        "begins_with(#s, :d) | true",
        "contains(#s, :d) AND size(#s) > :two | true",
        "#s IN (:d, :done) | true",
        "NOT #s = :done | false",
        "#s = :d OR #s = :done | true",
      })
  void a_condition_decides(String condition, boolean holds) {
    put("dna", 1, "done");
    Map<String, AttributeValue> values = new HashMap<>();
    Map.of(":done", s("done"), ":d", s("d"), ":two", n(2))
        .forEach(
            (name, value) -> {
              if (condition.matches(".*" + name + "\\b.*")) {
                values.put(name, value);
              }
            });
    Runnable deletion =
        () ->
            tables.deleteItem(
                r -> {
                  r.tableName(TABLE).key(key("dna", 1)).conditionExpression(condition);
                  if (condition.contains("#s")) {
                    r.expressionAttributeNames(Map.of("#s", "state"));
                    r.expressionAttributeValues(values);
                  }
                });
    if (holds) {
      deletion.run();
      assertThat(get("dna", 1)).isEmpty();
    } else {
      assertThatThrownBy(deletion::run).isInstanceOf(ConditionalCheckFailedException.class);
      assertThat(get("dna", 1)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1,2,3,4,5",
        "' AND #at = :x' | 2",
        "' AND #at < :x' | 1",
        "' AND #at <= :x' | 1,2",
        "' AND #at > :x' | 3,4,5",
        "' AND #at BETWEEN :x AND :y' | 2,3,4",
      })
  void a_query_is_by_key(String condition, String expected) {
    five();
    List<Integer> found = query(condition, true);
    assertThat(found.toString().replaceAll("[\\[\\] ]", "")).isEqualTo(expected);
  }

  @Test
  void a_query_goes_backward_too() {
    five();
    assertThat(query("", false)).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void a_query_comes_page_by_page() {
    five();
    var page =
        tables.query(
            r ->
                r.tableName(TABLE)
                    .keyConditionExpression("runner = :a")
                    .expressionAttributeValues(Map.of(":a", s("dna")))
                    .limit(3));
    assertThat(page.count()).isEqualTo(3);
    assertThat(page.lastEvaluatedKey()).isEqualTo(key("dna", 3));
    var rest =
        tables.query(
            r ->
                r.tableName(TABLE)
                    .keyConditionExpression("runner = :a")
                    .expressionAttributeValues(Map.of(":a", s("dna")))
                    .exclusiveStartKey(page.lastEvaluatedKey()));
    assertThat(rest.count()).isEqualTo(2);
    assertThat(rest.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void a_filter_counts_what_it_has_looked_at() {
    five();
    put("dna", 6, "failed");
    var found =
        tables.scan(
            r ->
                r.tableName(TABLE)
                    .filterExpression("#s = :s")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":s", s("failed"))));
    assertThat(found.count()).isEqualTo(1);
    assertThat(found.scannedCount()).isEqualTo(7);
  }

  @Test
  void a_projection_gives_only_what_is_asked_for() {
    put("dna", 1, "done");
    var found =
        tables.getItem(r -> r.tableName(TABLE).key(key("dna", 1)).projectionExpression("runner"));
    assertThat(found.item()).isEqualTo(Map.of("runner", s("dna")));
  }

  @Test
  void an_update_sets_adds_and_removes() {
    put("dna", 1, "done");
    var after =
        tables.updateItem(
            r ->
                r.tableName(TABLE)
                    .key(key("dna", 1))
                    .updateExpression("SET tries = :one ADD hits :two REMOVE #s")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":one", n(1), ":two", n(2)))
                    .returnValues(ReturnValue.ALL_NEW));
    Map<String, AttributeValue> expected = new HashMap<>(key("dna", 1));
    expected.put("tries", n(1));
    expected.put("hits", n(2));
    assertThat(after.attributes()).isEqualTo(expected);
  }

  @Test
  void an_update_makes_what_is_not_there() {
    tables.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("dna", 7))
                .updateExpression("SET #n = if_not_exists(#n, :zero) + :one")
                .expressionAttributeNames(Map.of("#n", "count"))
                .expressionAttributeValues(Map.of(":zero", n(0), ":one", n(1))));
    assertThat(get("dna", 7)).containsEntry("count", n(1));
  }

  @Test
  void an_update_appends_to_a_list() {
    tables.putItem(
        r ->
            r.tableName(TABLE)
                .item(
                    Map.of(
                        "runner",
                        s("dna"),
                        "at",
                        n(1),
                        "log",
                        AttributeValue.fromL(List.of(n(1))))));
    tables.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("dna", 1))
                .updateExpression("SET #l = list_append(#l, :more)")
                .expressionAttributeNames(Map.of("#l", "log"))
                .expressionAttributeValues(Map.of(":more", AttributeValue.fromL(List.of(n(2))))));
    assertThat(get("dna", 1).get("log").l()).containsExactly(n(1), n(2));
  }

  @Test
  void a_key_is_never_updated() {
    put("dna", 1, "done");
    assertThatThrownBy(
            () ->
                tables.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("dna", 1))
                            .updateExpression("SET #a = :x")
                            .expressionAttributeNames(Map.of("#a", "runner"))
                            .expressionAttributeValues(Map.of(":x", s("rna")))))
        .isInstanceOf(DynamoDbException.class);
  }

  @Test
  void an_item_without_its_key_is_refused() {
    assertThatThrownBy(
            () -> tables.putItem(r -> r.tableName(TABLE).item(Map.of("runner", s("dna")))))
        .isInstanceOf(DynamoDbException.class);
  }

  @Test
  void a_key_of_another_type_is_refused() {
    assertThatThrownBy(
            () ->
                tables.putItem(
                    r -> r.tableName(TABLE).item(Map.of("runner", s("dna"), "at", s("one")))))
        .isInstanceOf(DynamoDbException.class);
  }

  @Test
  void many_items_are_written_and_read_at_once() {
    List<WriteRequest> writes = new ArrayList<>();
    IntStream.range(0, 25)
        .forEach(
            i ->
                writes.add(
                    WriteRequest.builder().putRequest(p -> p.item(item("dna", i, "new"))).build()));
    tables.batchWriteItem(r -> r.requestItems(Map.of(TABLE, writes)));
    var read =
        tables.batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        TABLE,
                        software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes.builder()
                            .keys(List.of(key("dna", 3), key("dna", 24), key("dna", 99)))
                            .build())));
    assertThat(read.responses().get(TABLE)).hasSize(2);
  }

  @Test
  void a_transaction_is_made_whole_or_not_at_all() {
    put("dna", 1, "done");
    assertThatThrownBy(
            () ->
                tables.transactWriteItems(
                    r ->
                        r.transactItems(
                            t -> t.put(p -> p.tableName(TABLE).item(item("dna", 2, "new"))),
                            t ->
                                t.put(
                                    p ->
                                        p.tableName(TABLE)
                                            .item(item("dna", 1, "new"))
                                            .conditionExpression("attribute_not_exists(runner)")))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(get("dna", 2)).isEmpty();
  }

  @Test
  void a_table_that_is_not_there_is_told() {
    assertThatThrownBy(() -> tables.scan(r -> r.tableName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }
}

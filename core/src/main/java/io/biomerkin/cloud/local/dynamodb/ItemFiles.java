package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items written to a blob and read from it, one JSON object a line, page by page. */
final class ItemFiles {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TableState state;

  ItemFiles(TableState state) {
    this.state = state;
  }

  /**
   * What was written.
   *
   * @param blob where
   * @param count how many items
   * @param size their bytes
   */
  record Written(String blob, long count, long size) {}

  /** All items of a table; without a client, of one that DynamoDB Local never had. */
  Written write(Iterable<Map<String, AttributeValue>> items) {
    Path folder = state.account().state().folder("dynamodb/local");
    try {
      Path file = Files.createTempFile(folder, ".items-", "");
      try {
        long count = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
          for (Map<String, AttributeValue> item : items) {
            out.write(JSON.writeValueAsString(json(item)));
            out.write('\n');
            count++;
          }
        }
        try (InputStream content = Files.newInputStream(file)) {
          return new Written(state.items().put(content), count, Files.size(file));
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the items of a blob into a table; again after a death puts the same ones. */
  void load(DynamoDbClient local, String table, String blob) {
    Path file = state.items().path(blob);
    if (!Files.exists(file)) {
      state.items().get(blob);
    }
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Map<String, AttributeValue> item = item(JSON.readTree(line));
        local.putItem(r -> r.tableName(table).item(item));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode json(Map<String, AttributeValue> item) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    item.forEach((name, value) -> node.set(name, SdkJson.write(value)));
    return node;
  }

  private static Map<String, AttributeValue> item(JsonNode node) {
    Map<String, AttributeValue> item = new HashMap<>();
    node.properties()
        .forEach(
            entry ->
                item.put(entry.getKey(), SdkJson.read(entry.getValue(), AttributeValue.builder())));
    return item;
  }
}

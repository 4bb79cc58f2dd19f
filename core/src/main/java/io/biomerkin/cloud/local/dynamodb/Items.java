package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * The items of tables, in DynamoDB Local. A table gets there with the first call for its items; one
 * that was deleted leaves before anything else is done, and one whose indexes change, or that
 * somebody died over, is made anew.
 */
final class Items {

  /** What DynamoDB Local needs to know of a table; the rest is told from its document. */
  private static final Set<String> DEFINITION =
      Set.of(
          "KeySchema",
          "AttributeDefinitions",
          "BillingMode",
          "ProvisionedThroughput",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes");

  private final TableState state;
  private final DatabaseFile file;

  Items(TableState state) {
    this.state = state;
    this.file = new DatabaseFile(state.account().state().folder("dynamodb/local"));
  }

  /** Works on the items of these tables, by name or ARN. */
  <T> T of(Collection<String> tables, Function<DynamoDbClient, T> work) {
    List<Table> all = tables.stream().map(this::known).distinct().toList();
    return DynamoDbLocal.with(
        file,
        local -> {
          dropDeleted(local);
          List<String> there = names(local);
          all.forEach(table -> store(local, table, there));
          return work.apply(local);
        });
  }

  private Table known(String table) {
    try {
      return state.table(table);
    } catch (software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException e) {
      throw TableErrors.noItemsOf();
    }
  }

  private static List<String> names(DynamoDbClient local) {
    return local.listTablesPaginator().tableNames().stream().toList();
  }

  private void dropDeleted(DynamoDbClient local) {
    List<String> dropped = state.dropped().ids();
    List<String> there = dropped.isEmpty() ? List.of() : names(local);
    for (String name : dropped) {
      if (there.contains(name)) {
        local.deleteTable(r -> r.tableName(name));
      }
      state.dropped().remove(name);
    }
  }

  private void store(DynamoDbClient local, Table table, List<String> there) {
    boolean present = there.contains(table.name());
    if (table.stored()) {
      if (!present) {
        throw new ProblemException(
            ProblemCode.STATE_CORRUPT,
            file.path().toString(),
            "the embedded cloud's state lacks the items of the table " + table.name(),
            "put the file back from a copy, or delete the table and restore it from a backup");
      }
      return;
    }
    if (present) {
      local.deleteTable(r -> r.tableName(table.name()));
    }
    local.createTable(request(table));
    table.content().ifPresent(items -> new ItemFiles(state).load(local, table.name(), items));
    state.save(table.inStore());
    table.content().ifPresent(state::release);
  }

  private static CreateTableRequest request(Table table) {
    ObjectNode definition = table.definition().deepCopy();
    definition.retain(DEFINITION);
    return SdkJson.read(definition, CreateTableRequest.builder()).toBuilder()
        .tableName(table.name())
        .build();
  }

  /**
   * The items as a blob: none of a table nobody used, those it was restored with, or what it has.
   */
  ItemFiles.Written write(Table table) {
    ItemFiles files = new ItemFiles(state);
    if (!table.stored() && table.content().isEmpty()) {
      return files.write(List.of());
    }
    return of(
        List.of(table.name()),
        local -> files.write(local.scanPaginator(r -> r.tableName(table.name())).items()));
  }
}

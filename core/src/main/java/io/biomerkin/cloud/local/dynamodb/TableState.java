package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.cloud.local.state.Documents;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tables and backups are kept. */
final class TableState {

  private final LocalAccount account;

  TableState(LocalAccount account) {
    this.account = account;
  }

  /**
   * A table that was deleted and may still be in DynamoDB Local.
   *
   * @param name its name
   */
  record Dropped(String name) {}

  LocalAccount account() {
    return account;
  }

  Instant now() {
    return account.clock().now();
  }

  Documents<Table> tables() {
    return account.state().documents("dynamodb/tables", Table.class);
  }

  Documents<Dropped> dropped() {
    return account.state().documents("dynamodb/dropped", Dropped.class);
  }

  Documents<Backup> backups() {
    return account.state().documents("dynamodb/backups", Backup.class);
  }

  /** The items of backups and of tables that start with some: one JSON object a line. */
  Blobs items() {
    return account.state().blobs("dynamodb/items");
  }

  /** Removes these items, unless a backup or a table still needs them. */
  void release(String blob) {
    boolean needed =
        backups().all().stream().anyMatch(backup -> backup.items().equals(blob))
            || tables().all().stream().anyMatch(table -> table.content().equals(Optional.of(blob)));
    if (!needed) {
      items().remove(blob);
    }
  }

  String arn(String table) {
    return account.arn("dynamodb", "table/" + table);
  }

  /** The table of a name or an ARN, or the service's refusal. */
  Table table(@Nullable String nameOrArn) {
    String text = Optional.ofNullable(nameOrArn).orElse("");
    String prefix = arn("");
    String name = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    return tables().get(name).orElseThrow(() -> TableErrors.notFound(name));
  }

  void save(Table table) {
    tables().put(table.name(), table);
  }
}

package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A table as kept.
 *
 * @param name its name
 * @param id its id; another table of the same name has another
 * @param created when it was created
 * @param definition the request that created it, changed by those that updated it
 * @param settings what else was set
 * @param tags its tags
 * @param stored whether DynamoDB Local has it
 * @param content the blob of items that it starts with: those of the backup that it was restored
 *     from, or its own from before its indexes changed
 */
record Table(
    String name,
    String id,
    Instant created,
    ObjectNode definition,
    Settings settings,
    Map<String, String> tags,
    boolean stored,
    Optional<String> content) {

  /**
   * What is not part of the definition.
   *
   * @param ttl the attribute that says when an item expires
   * @param recoverySince since when point-in-time recovery is on
   * @param recoveryDays how far back it goes
   * @param stream the label of its stream
   * @param restoredFrom the ARN of the backup that it came from
   */
  record Settings(
      Optional<String> ttl,
      Optional<Instant> recoverySince,
      int recoveryDays,
      Optional<String> stream,
      Optional<String> restoredFrom) {

    static final Settings NONE =
        new Settings(Optional.empty(), Optional.empty(), 35, Optional.empty(), Optional.empty());

    Settings withTtl(Optional<String> attribute) {
      return new Settings(attribute, recoverySince, recoveryDays, stream, restoredFrom);
    }

    Settings withRecovery(Optional<Instant> since, int days) {
      return new Settings(ttl, since, days, stream, restoredFrom);
    }

    Settings withStream(Optional<String> label) {
      return new Settings(ttl, recoverySince, recoveryDays, label, restoredFrom);
    }

    Settings withRestoredFrom(String backup) {
      return new Settings(ttl, recoverySince, recoveryDays, stream, Optional.of(backup));
    }
  }

  Table with(ObjectNode changed) {
    return new Table(name, id, created, changed, settings, tags, stored, content);
  }

  Table with(Settings changed) {
    return new Table(name, id, created, definition, changed, tags, stored, content);
  }

  Table withTags(Map<String, String> changed) {
    return new Table(name, id, created, definition, settings, changed, stored, content);
  }

  /** To be made anew in DynamoDB Local, with these items. */
  Table startingWith(String items) {
    return new Table(name, id, created, definition, settings, tags, false, Optional.of(items));
  }

  Table inStore() {
    return new Table(name, id, created, definition, settings, tags, true, Optional.empty());
  }

  boolean deletionProtected() {
    return definition.path("DeletionProtectionEnabled").asBoolean();
  }
}

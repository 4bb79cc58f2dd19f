package io.biomerkin.cloud.local.dynamodb;

import java.time.Instant;

/**
 * An on-demand backup as kept.
 *
 * @param id the last part of its ARN
 * @param name the name it was given
 * @param created when
 * @param table the table as it was
 * @param items the blob of its items
 * @param count how many
 * @param size their bytes
 */
record Backup(
    String id, String name, Instant created, Table table, String items, long count, long size) {}

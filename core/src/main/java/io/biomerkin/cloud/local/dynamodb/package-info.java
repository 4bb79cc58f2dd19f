/**
 * Amazon DynamoDB of the embedded cloud. What a table is (schema, tags, backups, settings) is kept
 * in documents; its items live in AWS's own DynamoDB Local, which is started by the first call for
 * items, so that deploying tables never starts it.
 *
 * <p>DynamoDB Local runs for one call at a time, under the account's lock: between calls nobody has
 * its file open, whichever process is next.
 */
@NullMarked
package io.biomerkin.cloud.local.dynamodb;

import org.jspecify.annotations.NullMarked;

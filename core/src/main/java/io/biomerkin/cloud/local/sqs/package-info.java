/**
 * Amazon SQS of the embedded cloud: standard queues whose time is the account's clock. One document
 * a queue, one a message.
 */
@NullMarked
package io.biomerkin.cloud.local.sqs;

import org.jspecify.annotations.NullMarked;

/**
 * Amazon SNS of the embedded cloud: topics, subscriptions, messages. A message is kept to be read
 * and delivered to queues; nothing leaves the machine, so no e-mail is sent.
 */
@NullMarked
package io.biomerkin.cloud.local.sns;

import org.jspecify.annotations.NullMarked;

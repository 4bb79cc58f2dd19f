package io.biomerkin.cloud.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was published: what would have been mailed, to be read by whoever tries something
 * out. Kept as {@code sns/messages/TOPIC/NUMBER.json} in the account's state.
 *
 * @param id the message id
 * @param topicArn the topic
 * @param subject its subject
 * @param message its text
 * @param attributes its message attributes
 * @param published when
 */
public record PublishedMessage(
    String id,
    String topicArn,
    Optional<String> subject,
    String message,
    Map<String, JsonNode> attributes,
    Instant published) {}

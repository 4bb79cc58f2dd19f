package io.biomerkin.cloud.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue as kept.
 *
 * @param name its name
 * @param created when it was created
 * @param modified when its attributes last changed
 * @param attributes all that can be set, defaults included
 * @param tags its tags
 */
record Queue(
    String name,
    Instant created,
    Instant modified,
    Map<String, String> attributes,
    Map<String, String> tags) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Where messages go that nobody could work on.
   *
   * @param queue the dead-letter queue's name
   * @param after how often a message is received before
   */
  record Redrive(String queue, int after) {}

  Queue with(Map<String, String> changes, Instant now) {
    Map<String, String> changed = new TreeMap<>(attributes);
    changes.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return new Queue(name, created, now, changed, tags);
  }

  Queue withTags(Map<String, String> changed) {
    return new Queue(name, created, modified, attributes, changed);
  }

  Duration seconds(String attribute) {
    return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(attribute, "0")));
  }

  /** What its redrive policy says. */
  Optional<Redrive> redrive() {
    return Optional.ofNullable(attributes.get("RedrivePolicy")).map(Queue::parse);
  }

  private static Redrive parse(String policy) {
    try {
      JsonNode node = JSON.readTree(policy);
      String arn = node.path("deadLetterTargetArn").asText();
      return new Redrive(
          arn.substring(arn.lastIndexOf(':') + 1), node.path("maxReceiveCount").asInt());
    } catch (JsonProcessingException e) {
      throw SqsErrors.invalidValue("RedrivePolicy");
    }
  }
}

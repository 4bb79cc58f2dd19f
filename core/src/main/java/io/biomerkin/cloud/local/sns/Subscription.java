package io.biomerkin.cloud.local.sns;

import java.util.Map;
import java.util.TreeMap;

/**
 * A subscription as kept.
 *
 * @param id the last part of its ARN
 * @param topic the topic's name
 * @param protocol e.g. {@code sqs}, {@code email}
 * @param endpoint where to
 * @param confirmed whether messages are delivered; one by e-mail waits for ever
 * @param attributes what was set of it
 */
record Subscription(
    String id,
    String topic,
    String protocol,
    String endpoint,
    boolean confirmed,
    Map<String, String> attributes) {

  Subscription with(String attribute, String value) {
    Map<String, String> changed = new TreeMap<>(attributes);
    changed.put(attribute, value);
    return new Subscription(id, topic, protocol, endpoint, confirmed, changed);
  }
}

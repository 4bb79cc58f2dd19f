package io.biomerkin.cloud.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A message as kept.
 *
 * @param sequence its place in the queue, also its document
 * @param id the message id
 * @param body its text
 * @param attributes its message attributes, as {@link io.biomerkin.cloud.local.sdk.SdkJson} writes
 *     them
 * @param sent when it was sent
 * @param visible from when it can be received
 * @param received how often it was received
 * @param firstReceived when it was received first
 */
record Message(
    String sequence,
    String id,
    String body,
    Map<String, JsonNode> attributes,
    Instant sent,
    Instant visible,
    int received,
    Optional<Instant> firstReceived) {

  Message receivedAt(Instant now, Instant hiddenUntil) {
    return new Message(
        sequence,
        id,
        body,
        attributes,
        sent,
        hiddenUntil,
        received + 1,
        Optional.of(firstReceived.orElse(now)));
  }

  Message visibleFrom(Instant moment) {
    return new Message(sequence, id, body, attributes, sent, moment, received, firstReceived);
  }

  Message movedTo(String place, Instant now) {
    return new Message(place, id, body, attributes, sent, now, received, firstReceived);
  }

  /** What whoever received it must show to delete it. */
  String receipt() {
    String text = sequence + " " + id + " " + received;
    return Base64.getUrlEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}

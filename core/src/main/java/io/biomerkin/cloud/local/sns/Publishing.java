package io.biomerkin.cloud.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Messages that are published: kept first, then delivered to the queues that subscribed. */
final class Publishing {

  private static final int LARGEST = 262_144;

  private final SnsState state;

  Publishing(SnsState state) {
    this.state = state;
  }

  PublishResponse publish(PublishRequest request) {
    KnownParameters.only(
        request, "TopicArn", "TargetArn", "Message", "Subject", "MessageAttributes");
    Topic topic = state.topic(Optional.ofNullable(request.topicArn()).orElse(request.targetArn()));
    String text = Optional.ofNullable(request.message()).orElse("");
    if (text.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw SnsErrors.invalid("Message too long");
    }
    PublishedMessage message = message(topic, request, text);
    state.messages(topic.name()).put(nextPlace(topic), message);
    state.subscriptionsOf(topic.name()).stream()
        .filter(Subscription::confirmed)
        .forEach(subscription -> deliver(message, subscription));
    return PublishResponse.builder().messageId(message.id()).build();
  }

  private PublishedMessage message(Topic topic, PublishRequest request, String text) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    request
        .messageAttributes()
        .forEach((name, value) -> attributes.put(name, SdkJson.write(value)));
    return new PublishedMessage(
        UUID.randomUUID().toString(),
        state.arn(topic.name()),
        Optional.ofNullable(request.subject()),
        text,
        attributes,
        state.account().clock().now());
  }

  private String nextPlace(Topic topic) {
    List<String> places = state.messages(topic.name()).ids();
    long last = places.isEmpty() ? 0 : Long.parseLong(places.get(places.size() - 1));
    return String.format(Locale.ROOT, "%09d", last + 1);
  }

  private void deliver(PublishedMessage message, Subscription subscription) {
    String queue = subscription.endpoint().substring(subscription.endpoint().lastIndexOf(':') + 1);
    boolean raw = "true".equals(subscription.attributes().get("RawMessageDelivery"));
    SqsClient sqs = state.account().client(SqsClient.class);
    try {
      String url = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
      sqs.sendMessage(
          r -> r.queueUrl(url).messageBody(raw ? message.message() : envelope(message).toString()));
    } catch (QueueDoesNotExistException e) {
      // As on AWS: the publisher does not hear of a subscriber that is gone.
    }
  }

  private static ObjectNode envelope(PublishedMessage message) {
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "Notification")
            .put("MessageId", message.id())
            .put("TopicArn", message.topicArn());
    message.subject().ifPresent(subject -> envelope.put("Subject", subject));
    envelope.put("Message", message.message());
    envelope.put("Timestamp", message.published().toString());
    if (!message.attributes().isEmpty()) {
      ObjectNode attributes = envelope.putObject("MessageAttributes");
      message
          .attributes()
          .forEach(
              (name, value) ->
                  attributes
                      .putObject(name)
                      .put("Type", value.path("DataType").asText())
                      .put("Value", value.path("StringValue").asText()));
    }
    return envelope;
  }
}

package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Messages that are received; one that was received too often goes to the dead letters. */
final class Receiving {

  private final SqsState state;

  Receiving(SqsState state) {
    this.state = state;
  }

  /** Gives what is there: a wait for more would hold the account's lock, so there is none. */
  ReceiveMessageResponse receive(ReceiveMessageRequest request) {
    KnownParameters.only(
        request,
        "QueueUrl",
        "AttributeNames",
        "MessageSystemAttributeNames",
        "MessageAttributeNames",
        "MaxNumberOfMessages",
        "VisibilityTimeout",
        "WaitTimeSeconds");
    Queue queue = state.byUrl(request.queueUrl());
    int most = Optional.ofNullable(request.maxNumberOfMessages()).orElse(1);
    if (most < 1 || most > 10) {
      throw SqsErrors.invalidParameter(
          "Value "
              + most
              + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10,"
              + " if provided.");
    }
    Duration hidden =
        Optional.ofNullable(request.visibilityTimeout())
            .map(Duration::ofSeconds)
            .orElse(queue.seconds(QueueAttributes.VISIBILITY));
    List<software.amazon.awssdk.services.sqs.model.Message> received = new ArrayList<>();
    for (Message message : take(queue, most, hidden)) {
      received.add(shown(message, request));
    }
    return ReceiveMessageResponse.builder().messages(received).build();
  }

  private List<Message> take(Queue queue, int most, Duration hidden) {
    Instant now = state.now();
    List<Message> taken = new ArrayList<>();
    for (Message message : state.kept(queue)) {
      if (taken.size() == most) {
        break;
      }
      if (message.visible().isAfter(now) || isDead(queue, message)) {
        continue;
      }
      Message now0 = message.receivedAt(now, now.plus(hidden));
      state.messages(queue.name()).put(message.sequence(), now0);
      taken.add(now0);
    }
    return taken;
  }

  /**
   * Moves a message that was received as often as allowed. It is written there before it is removed
   * here: dying in between delivers it twice, which a standard queue may, and loses nothing.
   */
  private boolean isDead(Queue queue, Message message) {
    Optional<Queue.Redrive> redrive =
        queue
            .redrive()
            .filter(policy -> message.received() >= policy.after())
            .filter(policy -> state.queues().get(policy.queue()).isPresent());
    redrive.ifPresent(
        policy -> {
          String place = state.nextSequence(policy.queue());
          state.messages(policy.queue()).put(place, message.movedTo(place, state.now()));
          state.messages(queue.name()).remove(message.sequence());
        });
    return redrive.isPresent();
  }

  private static software.amazon.awssdk.services.sqs.model.Message shown(
      Message message, ReceiveMessageRequest request) {
    return software.amazon.awssdk.services.sqs.model.Message.builder()
        .messageId(message.id())
        .receiptHandle(message.receipt())
        .body(message.body())
        .md5OfBody(Sending.md5(message.body()))
        .attributes(systemAttributes(message, request))
        .messageAttributes(messageAttributes(message, request.messageAttributeNames()))
        .build();
  }

  private static Map<MessageSystemAttributeName, String> systemAttributes(
      Message message, ReceiveMessageRequest request) {
    List<String> names = new ArrayList<>(request.attributeNamesAsStrings());
    names.addAll(request.messageSystemAttributeNamesAsStrings());
    Map<MessageSystemAttributeName, String> all = new TreeMap<>();
    all.put(
        MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(message.sent().toEpochMilli()));
    all.put(
        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(message.received()));
    message
        .firstReceived()
        .ifPresent(
            first ->
                all.put(
                    MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                    Long.toString(first.toEpochMilli())));
    if (!names.contains("All")) {
      all.keySet().removeIf(name -> !names.contains(name.toString()));
    }
    return all;
  }

  private static Map<String, MessageAttributeValue> messageAttributes(
      Message message, List<String> names) {
    Map<String, MessageAttributeValue> shown = new TreeMap<>();
    message
        .attributes()
        .forEach(
            (name, value) -> {
              if (names.stream().anyMatch(pattern -> matches(name, pattern))) {
                shown.put(name, SdkJson.read(value, MessageAttributeValue.builder()));
              }
            });
    return shown;
  }

  private static boolean matches(String name, String pattern) {
    return pattern.equals("All")
        || pattern.equals(name)
        || (pattern.endsWith(".*")
            && name.startsWith(pattern.substring(0, pattern.length() - ".*".length())));
  }
}

package io.biomerkin.cloud.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Messages that are sent. */
final class Sending {

  private final SqsState state;

  Sending(SqsState state) {
    this.state = state;
  }

  SendMessageResponse send(SendMessageRequest request) {
    KnownParameters.only(request, "QueueUrl", "MessageBody", "DelaySeconds", "MessageAttributes");
    Queue queue = state.byUrl(request.queueUrl());
    Message message =
        put(
            queue,
            Optional.ofNullable(request.messageBody()).orElse(""),
            request.messageAttributes(),
            Optional.ofNullable(request.delaySeconds()));
    return SendMessageResponse.builder()
        .messageId(message.id())
        .md5OfMessageBody(md5(message.body()))
        .build();
  }

  SendMessageBatchResponse send(SendMessageBatchRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    Batches.check(request.entries().stream().map(SendMessageBatchRequestEntry::id).toList());
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : request.entries()) {
      try {
        Message message =
            put(
                queue,
                Optional.ofNullable(entry.messageBody()).orElse(""),
                entry.messageAttributes(),
                Optional.ofNullable(entry.delaySeconds()));
        sent.add(
            SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(message.id())
                .md5OfMessageBody(md5(message.body()))
                .build());
      } catch (AwsServiceException e) {
        failed.add(Batches.failed(entry.id(), e));
      }
    }
    return SendMessageBatchResponse.builder().successful(sent).failed(failed).build();
  }

  private Message put(
      Queue queue,
      String body,
      Map<String, MessageAttributeValue> attributes,
      Optional<Integer> delaySeconds) {
    check(queue, body, attributes);
    Duration delay =
        delaySeconds.map(Duration::ofSeconds).orElse(queue.seconds(QueueAttributes.DELAY));
    Instant now = state.now();
    Map<String, JsonNode> kept = new TreeMap<>();
    attributes.forEach((name, value) -> kept.put(name, SdkJson.write(value)));
    String sequence = state.nextSequence(queue.name());
    Message message =
        new Message(
            sequence,
            UUID.randomUUID().toString(),
            body,
            kept,
            now,
            now.plus(delay),
            0,
            Optional.empty());
    state.messages(queue.name()).put(sequence, message);
    return message;
  }

  private static void check(
      Queue queue, String body, Map<String, MessageAttributeValue> attributes) {
    if (body.isEmpty()) {
      throw SqsErrors.invalidParameter("The request must contain the parameter MessageBody.");
    }
    long size = bytes(body);
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      size += bytes(attribute.getKey()) + bytes(value.dataType()) + bytes(value.stringValue());
      size += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
    }
    long most = Long.parseLong(queue.attributes().getOrDefault(QueueAttributes.LARGEST, "0"));
    if (size > most) {
      throw SqsErrors.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + most
              + " bytes.");
    }
  }

  private static int bytes(@org.jspecify.annotations.Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.biomerkin.cloud.local.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** What a receiver does with a message: delete it, or hide it longer or shorter. */
final class Received {

  private static final int LONGEST = 43_200;

  private final SqsState state;

  Received(SqsState state) {
    this.state = state;
  }

  /** Where a receipt points. */
  private record Place(String sequence, String id) {}

  DeleteMessageResponse delete(DeleteMessageRequest request) {
    delete(state.byUrl(request.queueUrl()), request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  DeleteMessageBatchResponse delete(DeleteMessageBatchRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    Batches.check(request.entries().stream().map(DeleteMessageBatchRequestEntry::id).toList());
    List<DeleteMessageBatchResultEntry> deleted = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (DeleteMessageBatchRequestEntry entry : request.entries()) {
      try {
        delete(queue, entry.receiptHandle());
        deleted.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
      } catch (AwsServiceException e) {
        failed.add(Batches.failed(entry.id(), e));
      }
    }
    return DeleteMessageBatchResponse.builder().successful(deleted).failed(failed).build();
  }

  private void delete(Queue queue, @Nullable String receipt) {
    find(queue, receipt)
        .ifPresent(message -> state.messages(queue.name()).remove(message.sequence()));
  }

  ChangeMessageVisibilityResponse change(ChangeMessageVisibilityRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    int seconds = Optional.ofNullable(request.visibilityTimeout()).orElse(0);
    if (seconds < 0 || seconds > LONGEST) {
      throw SqsErrors.invalidParameter(
          "Value "
              + seconds
              + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and"
              + " 43200.");
    }
    Message message =
        find(queue, request.receiptHandle())
            .orElseThrow(
                () ->
                    SqsErrors.invalidParameter(
                        "Value "
                            + request.receiptHandle()
                            + " for parameter ReceiptHandle is invalid. Reason: Message does not"
                            + " exist or is not available for visibility timeout change."));
    state
        .messages(queue.name())
        .put(
            message.sequence(), message.visibleFrom(state.now().plus(Duration.ofSeconds(seconds))));
    return ChangeMessageVisibilityResponse.builder().build();
  }

  private Optional<Message> find(Queue queue, @Nullable String receipt) {
    Place place = place(Optional.ofNullable(receipt).orElse(""));
    return state
        .messages(queue.name())
        .get(place.sequence())
        .filter(message -> message.id().equals(place.id()));
  }

  private static Place place(String receipt) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(receipt), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", -1);
      if (parts.length == 3) {
        return new Place(parts[0], parts[1]);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other text that is no receipt.
    }
    throw SqsErrors.invalidReceipt(receipt);
  }
}

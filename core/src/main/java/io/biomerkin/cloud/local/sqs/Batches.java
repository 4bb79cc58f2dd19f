package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.sdk.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The rules that all batches share. */
final class Batches {

  private static final int MOST = 10;

  private Batches() {}

  static void check(List<@Nullable String> ids) {
    if (ids.isEmpty()) {
      throw refused(
          EmptyBatchRequestException.builder(),
          "EmptyBatchRequest",
          "There should be at least one SendMessageBatchRequestEntry in the request.");
    }
    if (ids.size() > MOST) {
      throw refused(
          TooManyEntriesInBatchRequestException.builder(),
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + ids.size() + ".");
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw refused(
          BatchEntryIdsNotDistinctException.builder(),
          "BatchEntryIdsNotDistinct",
          "Two or more batch entries in the request have the same Id.");
    }
  }

  static BatchResultErrorEntry failed(String id, AwsServiceException e) {
    return BatchResultErrorEntry.builder()
        .id(id)
        .senderFault(true)
        .code(Optional.ofNullable(e.awsErrorDetails().errorCode()).orElse(""))
        .message(e.awsErrorDetails().errorMessage())
        .build();
  }

  private static AwsServiceException refused(
      AwsServiceException.Builder builder, String code, String message) {
    return Refusal.of(builder, "Sqs", 400, "AWS.SimpleQueueService." + code, message);
  }
}

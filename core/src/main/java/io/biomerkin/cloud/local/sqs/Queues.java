package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Queues that come, go, change and are listed. */
final class Queues {

  private final SqsState state;

  Queues(SqsState state) {
    this.state = state;
  }

  CreateQueueResponse create(CreateQueueRequest request) {
    String name = Optional.ofNullable(request.queueName()).orElse("");
    Map<String, String> attributes = request.attributesAsStrings();
    if (name.endsWith(".fifo") || attributes.containsKey("FifoQueue")) {
      throw KnownParameters.refused(request, "FifoQueue");
    }
    if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
      throw SqsErrors.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    QueueAttributes.check(attributes);
    Optional<Queue> existing = state.queues().get(name);
    if (existing.isPresent()) {
      checkSame(existing.get(), attributes);
    } else {
      checkDeadLetters(attributes);
      Instant now = state.now();
      state.purge(new Queue(name, now, now, Map.of(), Map.of()));
      state
          .queues()
          .put(
              name,
              new Queue(name, now, now, QueueAttributes.defaults(), request.tags())
                  .with(attributes, now));
    }
    return CreateQueueResponse.builder().queueUrl(state.url(name)).build();
  }

  private static void checkSame(Queue queue, Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          if (!value.equals(queue.attributes().get(name))) {
            throw SqsErrors.differs(name);
          }
        });
  }

  /** A redrive policy must name a queue that is there. */
  private void checkDeadLetters(Map<String, String> attributes) {
    Instant now = state.now();
    new Queue("", now, now, Map.of(), Map.of())
        .with(attributes, now)
        .redrive()
        .filter(
            redrive ->
                redrive.after() < 1
                    || redrive.after() > 1000
                    || state.queues().get(redrive.queue()).isEmpty())
        .ifPresent(
            redrive -> {
              throw SqsErrors.invalidParameter(
                  "Value "
                      + attributes.get(QueueAttributes.REDRIVE)
                      + " for parameter RedrivePolicy is invalid. Reason: Dead letter target does"
                      + " not exist.");
            });
  }

  SetQueueAttributesResponse set(SetQueueAttributesRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    Map<String, String> given = new TreeMap<>(request.attributesAsStrings());
    Map<String, String> checked = new TreeMap<>(given);
    checked.values().removeIf(String::isEmpty);
    QueueAttributes.check(checked);
    checkDeadLetters(checked);
    state.queues().put(queue.name(), queue.with(given, state.now()));
    return SetQueueAttributesResponse.builder().build();
  }

  GetQueueAttributesResponse get(GetQueueAttributesRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    List<String> names = request.attributeNamesAsStrings();
    Map<String, String> all = all(queue);
    if (!names.contains("All")) {
      names.stream()
          .filter(name -> !all.containsKey(name) && !QueueAttributes.isKnown(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw SqsErrors.unknownAttribute(name);
              });
      all.keySet().retainAll(names);
    }
    return GetQueueAttributesResponse.builder().attributesWithStrings(all).build();
  }

  private Map<String, String> all(Queue queue) {
    Instant now = state.now();
    List<Message> kept = state.kept(queue);
    long delayed = kept.stream().filter(m -> m.visible().isAfter(now) && m.received() == 0).count();
    long hidden = kept.stream().filter(m -> m.visible().isAfter(now) && m.received() > 0).count();
    Map<String, String> all = new TreeMap<>(queue.attributes());
    all.put("QueueArn", state.arn(queue.name()));
    all.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
    all.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
    all.put("ApproximateNumberOfMessages", Long.toString(kept.size() - delayed - hidden));
    all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(hidden));
    all.put("ApproximateNumberOfMessagesDelayed", Long.toString(delayed));
    return all;
  }

  ListQueuesResponse list(ListQueuesRequest request) {
    KnownParameters.only(request, "QueueNamePrefix");
    String prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
    return ListQueuesResponse.builder()
        .queueUrls(
            state.queues().ids().stream()
                .filter(name -> name.startsWith(prefix))
                .map(state::url)
                .toList())
        .build();
  }

  ListDeadLetterSourceQueuesResponse sources(ListDeadLetterSourceQueuesRequest request) {
    KnownParameters.only(request, "QueueUrl");
    String name = state.byUrl(request.queueUrl()).name();
    return ListDeadLetterSourceQueuesResponse.builder()
        .queueUrls(
            state.queues().all().stream()
                .filter(q -> q.redrive().filter(r -> r.queue().equals(name)).isPresent())
                .map(q -> state.url(q.name()))
                .toList())
        .build();
  }
}

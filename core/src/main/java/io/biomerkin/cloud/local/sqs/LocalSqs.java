package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The queue service's calls, each handed to the class that knows it. */
final class LocalSqs implements SqsClient {

  private final SqsState state;

  LocalSqs(LocalAccount account) {
    this.state = new SqsState(account);
  }

  @Override
  public CreateQueueResponse createQueue(CreateQueueRequest request) {
    return new Queues(state).create(request);
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    String name = state.byName(request.queueName()).name();
    return GetQueueUrlResponse.builder().queueUrl(state.url(name)).build();
  }

  @Override
  public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
    state.remove(state.byUrl(request.queueUrl()));
    return DeleteQueueResponse.builder().build();
  }

  @Override
  public ListQueuesResponse listQueues(ListQueuesRequest request) {
    return new Queues(state).list(request);
  }

  @Override
  public ListQueuesResponse listQueues() {
    return listQueues(ListQueuesRequest.builder().build());
  }

  @Override
  public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(
      ListDeadLetterSourceQueuesRequest request) {
    return new Queues(state).sources(request);
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return new Queues(state).get(request);
  }

  @Override
  public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
    return new Queues(state).set(request);
  }

  @Override
  public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
    state.purge(state.byUrl(request.queueUrl()));
    return PurgeQueueResponse.builder().build();
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return new Sending(state).send(request);
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return new Sending(state).send(request);
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    return new Receiving(state).receive(request);
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    return new Received(state).delete(request);
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    return new Received(state).delete(request);
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    return new Received(state).change(request);
  }

  @Override
  public TagQueueResponse tagQueue(TagQueueRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    Map<String, String> tags = new TreeMap<>(queue.tags());
    tags.putAll(request.tags());
    state.queues().put(queue.name(), queue.withTags(tags));
    return TagQueueResponse.builder().build();
  }

  @Override
  public UntagQueueResponse untagQueue(UntagQueueRequest request) {
    Queue queue = state.byUrl(request.queueUrl());
    Map<String, String> tags = new TreeMap<>(queue.tags());
    tags.keySet().removeAll(request.tagKeys());
    state.queues().put(queue.name(), queue.withTags(tags));
    return UntagQueueResponse.builder().build();
  }

  @Override
  public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
    return ListQueueTagsResponse.builder().tags(state.byUrl(request.queueUrl()).tags()).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

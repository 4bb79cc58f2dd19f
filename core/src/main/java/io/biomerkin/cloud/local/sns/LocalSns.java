package io.biomerkin.cloud.local.sns;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The notification service's calls, each handed to the class that knows it. */
final class LocalSns implements SnsClient {

  private final SnsState state;

  LocalSns(LocalAccount account) {
    this.state = new SnsState(account);
  }

  @Override
  public CreateTopicResponse createTopic(CreateTopicRequest request) {
    return new Topics(state).create(request);
  }

  @Override
  public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
    return new Topics(state).delete(request);
  }

  @Override
  public ListTopicsResponse listTopics(ListTopicsRequest request) {
    return new Topics(state).list(request);
  }

  @Override
  public ListTopicsResponse listTopics() {
    return listTopics(ListTopicsRequest.builder().build());
  }

  @Override
  public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
    return new Topics(state).attributes(request);
  }

  @Override
  public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
    return new Topics(state).set(request);
  }

  @Override
  public SubscribeResponse subscribe(SubscribeRequest request) {
    return new Subscriptions(state).subscribe(request);
  }

  @Override
  public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
    return new Subscriptions(state).unsubscribe(request);
  }

  @Override
  public GetSubscriptionAttributesResponse getSubscriptionAttributes(
      GetSubscriptionAttributesRequest request) {
    return new Subscriptions(state).attributes(request);
  }

  @Override
  public SetSubscriptionAttributesResponse setSubscriptionAttributes(
      SetSubscriptionAttributesRequest request) {
    return new Subscriptions(state).set(request);
  }

  @Override
  public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
    return new Subscriptions(state).list(request);
  }

  @Override
  public ListSubscriptionsResponse listSubscriptions() {
    return listSubscriptions(ListSubscriptionsRequest.builder().build());
  }

  @Override
  public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    return new Subscriptions(state).list(request);
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    return new Publishing(state).publish(request);
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    Topic topic = state.topic(request.resourceArn());
    Map<String, String> tags = new TreeMap<>(topic.tags());
    tags.putAll(Topics.tags(request.tags()));
    state.topics().put(topic.name(), topic.withTags(tags));
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    Topic topic = state.topic(request.resourceArn());
    Map<String, String> tags = new TreeMap<>(topic.tags());
    tags.keySet().removeAll(request.tagKeys());
    state.topics().put(topic.name(), topic.withTags(tags));
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(Topics.list(state.topic(request.resourceArn()).tags()))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

package io.biomerkin.cloud.local.sns;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics that come, go and change. */
final class Topics {

  private static final int PAGE = 100;
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "DeliveryPolicy",
          "DisplayName",
          "KmsMasterKeyId",
          "Policy",
          "SignatureVersion",
          "TracingConfig");

  private final SnsState state;

  Topics(SnsState state) {
    this.state = state;
  }

  CreateTopicResponse create(CreateTopicRequest request) {
    KnownParameters.only(request, "Name", "Attributes", "Tags");
    String name = Optional.ofNullable(request.name()).orElse("");
    if (name.endsWith(".fifo") || request.attributes().containsKey("FifoTopic")) {
      throw KnownParameters.refused(request, "FifoTopic");
    }
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw SnsErrors.invalid("Topic Name");
    }
    request.attributes().keySet().forEach(Topics::checkAttribute);
    Map<String, String> tags = tags(request.tags());
    Optional<Topic> existing = state.topics().get(name);
    if (existing.isPresent()) {
      checkSame(existing.get(), request.attributes(), tags);
    } else {
      state.topics().put(name, new Topic(name, request.attributes(), tags));
    }
    return CreateTopicResponse.builder().topicArn(state.arn(name)).build();
  }

  private static void checkSame(
      Topic topic, Map<String, String> attributes, Map<String, String> tags) {
    boolean same =
        attributes.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(topic.attributes().get(entry.getKey())));
    if (!same) {
      throw SnsErrors.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    if (!tags.isEmpty() && !tags.equals(topic.tags())) {
      throw SnsErrors.invalid("Tags Reason: Topic already exists with different tags");
    }
  }

  DeleteTopicResponse delete(DeleteTopicRequest request) {
    String arn = Optional.ofNullable(request.topicArn()).orElse("");
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    state.topics().remove(name);
    state.subscriptionsOf(name).forEach(s -> state.subscriptions().remove(s.id()));
    state.messages(name).ids().forEach(state.messages(name)::remove);
    return DeleteTopicResponse.builder().build();
  }

  GetTopicAttributesResponse attributes(GetTopicAttributesRequest request) {
    Topic topic = state.topic(request.topicArn());
    List<Subscription> subscriptions = state.subscriptionsOf(topic.name());
    long confirmed = subscriptions.stream().filter(Subscription::confirmed).count();
    Map<String, String> all = new TreeMap<>(topic.attributes());
    all.put("TopicArn", request.topicArn());
    all.put("Owner", state.account().account());
    all.putIfAbsent("DisplayName", "");
    all.put("SubscriptionsConfirmed", Long.toString(confirmed));
    all.put("SubscriptionsPending", Long.toString(subscriptions.size() - confirmed));
    all.put("SubscriptionsDeleted", "0");
    return GetTopicAttributesResponse.builder().attributes(all).build();
  }

  SetTopicAttributesResponse set(SetTopicAttributesRequest request) {
    Topic topic = state.topic(request.topicArn());
    checkAttribute(request.attributeName());
    String value = Optional.ofNullable(request.attributeValue()).orElse("");
    state.topics().put(topic.name(), topic.with(request.attributeName(), value));
    return SetTopicAttributesResponse.builder().build();
  }

  private static void checkAttribute(String name) {
    if (!ATTRIBUTES.contains(name)) {
      throw SnsErrors.invalid("AttributeName");
    }
  }

  ListTopicsResponse list(ListTopicsRequest request) {
    Page<Topic> page =
        Page.of(
            state.topics().all(),
            Topic::name,
            request.nextToken(),
            PAGE,
            () -> SnsErrors.invalid("NextToken"));
    return ListTopicsResponse.builder()
        .topics(
            page.items().stream()
                .map(
                    topic ->
                        software.amazon.awssdk.services.sns.model.Topic.builder()
                            .topicArn(state.arn(topic.name()))
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> b, TreeMap::new));
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}

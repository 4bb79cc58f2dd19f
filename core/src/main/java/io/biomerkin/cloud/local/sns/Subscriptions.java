package io.biomerkin.cloud.local.sns;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** Who is told what is published. */
final class Subscriptions {

  private static final int PAGE = 100;
  private static final String PENDING = "pending confirmation";
  private static final String QUEUE = "sqs";
  private static final Set<String> CONFIRMED_BY_HAND = Set.of("email", "email-json");
  private static final Set<String> ATTRIBUTES = Set.of("RawMessageDelivery", "RedrivePolicy");

  private final SnsState state;

  Subscriptions(SnsState state) {
    this.state = state;
  }

  SubscribeResponse subscribe(SubscribeRequest request) {
    Topic topic = state.topic(request.topicArn());
    String protocol = Optional.ofNullable(request.protocol()).orElse("");
    String endpoint = Optional.ofNullable(request.endpoint()).orElse("");
    if (!protocol.equals(QUEUE) && !CONFIRMED_BY_HAND.contains(protocol)) {
      throw KnownParameters.refused(request, "Protocol " + protocol);
    }
    if (!(protocol.equals(QUEUE) ? endpoint.startsWith("arn:aws:sqs:") : endpoint.contains("@"))) {
      throw SnsErrors.invalid(protocol.equals(QUEUE) ? "SQS endpoint ARN" : "Email address");
    }
    request.attributes().keySet().forEach(name -> checkAttribute(request, name));
    Subscription subscription =
        state.subscriptionsOf(topic.name()).stream()
            .filter(s -> s.protocol().equals(protocol) && s.endpoint().equals(endpoint))
            .findFirst()
            .orElseGet(
                () -> {
                  Subscription made =
                      new Subscription(
                          UUID.randomUUID().toString(),
                          topic.name(),
                          protocol,
                          endpoint,
                          protocol.equals(QUEUE),
                          request.attributes());
                  state.subscriptions().put(made.id(), made);
                  return made;
                });
    boolean tellArn =
        subscription.confirmed() || Boolean.TRUE.equals(request.returnSubscriptionArn());
    return SubscribeResponse.builder()
        .subscriptionArn(tellArn ? state.arn(subscription) : PENDING)
        .build();
  }

  UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
    state.subscriptions().remove(state.subscription(request.subscriptionArn()).id());
    return UnsubscribeResponse.builder().build();
  }

  GetSubscriptionAttributesResponse attributes(GetSubscriptionAttributesRequest request) {
    Subscription subscription = state.subscription(request.subscriptionArn());
    Map<String, String> all = new TreeMap<>(subscription.attributes());
    all.put("SubscriptionArn", state.arn(subscription));
    all.put("TopicArn", state.arn(subscription.topic()));
    all.put("Protocol", subscription.protocol());
    all.put("Endpoint", subscription.endpoint());
    all.put("Owner", state.account().account());
    all.put("PendingConfirmation", Boolean.toString(!subscription.confirmed()));
    all.putIfAbsent("RawMessageDelivery", "false");
    return GetSubscriptionAttributesResponse.builder().attributes(all).build();
  }

  SetSubscriptionAttributesResponse set(SetSubscriptionAttributesRequest request) {
    Subscription subscription = state.subscription(request.subscriptionArn());
    checkAttribute(request, request.attributeName());
    state
        .subscriptions()
        .put(
            subscription.id(),
            subscription.with(
                request.attributeName(), Optional.ofNullable(request.attributeValue()).orElse("")));
    return SetSubscriptionAttributesResponse.builder().build();
  }

  private static void checkAttribute(AwsRequest request, String name) {
    if (!ATTRIBUTES.contains(name)) {
      throw KnownParameters.refused(request, "Attributes." + name);
    }
  }

  ListSubscriptionsResponse list(ListSubscriptionsRequest request) {
    Page<Subscription> page = page(state.subscriptions().all(), request.nextToken());
    return ListSubscriptionsResponse.builder()
        .subscriptions(page.items().stream().map(this::listed).toList())
        .nextToken(page.nextToken())
        .build();
  }

  ListSubscriptionsByTopicResponse list(ListSubscriptionsByTopicRequest request) {
    Topic topic = state.topic(request.topicArn());
    Page<Subscription> page = page(state.subscriptionsOf(topic.name()), request.nextToken());
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(page.items().stream().map(this::listed).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Page<Subscription> page(List<Subscription> all, @Nullable String token) {
    return Page.of(all, Subscription::id, token, PAGE, () -> SnsErrors.invalid("NextToken"));
  }

  private software.amazon.awssdk.services.sns.model.Subscription listed(Subscription s) {
    return software.amazon.awssdk.services.sns.model.Subscription.builder()
        .subscriptionArn(s.confirmed() ? state.arn(s) : "PendingConfirmation")
        .topicArn(state.arn(s.topic()))
        .protocol(s.protocol())
        .endpoint(s.endpoint())
        .owner(state.account().account())
        .build();
  }
}

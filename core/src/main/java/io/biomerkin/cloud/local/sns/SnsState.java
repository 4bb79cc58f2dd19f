package io.biomerkin.cloud.local.sns;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where topics, subscriptions and messages are kept. */
final class SnsState {

  private final LocalAccount account;

  SnsState(LocalAccount account) {
    this.account = account;
  }

  LocalAccount account() {
    return account;
  }

  Documents<Topic> topics() {
    return account.state().documents("sns/topics", Topic.class);
  }

  Documents<Subscription> subscriptions() {
    return account.state().documents("sns/subscriptions", Subscription.class);
  }

  Documents<PublishedMessage> messages(String topic) {
    return account.state().documents("sns/messages/" + topic, PublishedMessage.class);
  }

  String arn(String topic) {
    return account.arn("sns", topic);
  }

  String arn(Subscription subscription) {
    return arn(subscription.topic()) + ":" + subscription.id();
  }

  Topic topic(@Nullable String arn) {
    String text = Optional.ofNullable(arn).orElse("");
    String name = text.substring(text.lastIndexOf(':') + 1);
    return topics()
        .get(name)
        .filter(topic -> arn(topic.name()).equals(text))
        .orElseThrow(SnsErrors::noSuchTopic);
  }

  Subscription subscription(@Nullable String arn) {
    String text = Optional.ofNullable(arn).orElse("");
    return subscriptions()
        .get(text.substring(text.lastIndexOf(':') + 1))
        .orElseThrow(SnsErrors::noSuchSubscription);
  }

  List<Subscription> subscriptionsOf(String topic) {
    return subscriptions().all().stream()
        .filter(subscription -> subscription.topic().equals(topic))
        .toList();
  }
}

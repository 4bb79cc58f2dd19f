package io.biomerkin.cloud.local.sqs;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where queues and messages are kept. */
final class SqsState {

  private final LocalAccount account;

  SqsState(LocalAccount account) {
    this.account = account;
  }

  Instant now() {
    return account.clock().now();
  }

  Documents<Queue> queues() {
    return account.state().documents("sqs/queues", Queue.class);
  }

  /** The queue of that URL, or the service's refusal. */
  Queue byUrl(@Nullable String url) {
    String text = Optional.ofNullable(url).orElse("");
    return byName(text.substring(text.lastIndexOf('/') + 1));
  }

  Queue byName(String name) {
    return queues().get(name).orElseThrow(SqsErrors::noSuchQueue);
  }

  String url(String name) {
    return "https://sqs." + account.region() + ".amazonaws.com/" + account.account() + "/" + name;
  }

  String arn(String name) {
    return account.arn("sqs", name);
  }

  Documents<Message> messages(String queue) {
    return account.state().documents("sqs/messages/" + queue, Message.class);
  }

  /** The messages that are still kept, oldest first; those past their time are dropped. */
  List<Message> kept(Queue queue) {
    Instant oldest = now().minus(queue.seconds(QueueAttributes.RETENTION));
    Documents<Message> messages = messages(queue.name());
    return messages.all().stream()
        .filter(
            message -> {
              boolean expired = message.sent().isBefore(oldest);
              if (expired) {
                messages.remove(message.sequence());
              }
              return !expired;
            })
        .toList();
  }

  /** The place behind the last message. */
  String nextSequence(String queue) {
    List<String> ids = messages(queue).ids();
    long last = ids.isEmpty() ? 0 : Long.parseLong(ids.get(ids.size() - 1));
    return String.format(Locale.ROOT, "%012d", last + 1);
  }

  /** First the queue, so that it is gone; then its messages. */
  void remove(Queue queue) {
    queues().remove(queue.name());
    purge(queue);
  }

  void purge(Queue queue) {
    Documents<Message> messages = messages(queue.name());
    messages.ids().forEach(messages::remove);
  }
}

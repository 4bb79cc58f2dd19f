package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What a queue keeps of its settings and its messages. */
class QueuesContractTest extends CloudContract {

  private SqsClient sqs;
  private String url;

  @BeforeEach
  void create_a_queue() {
    sqs = client(SqsClient.class);
    url = sqs.createQueue(r -> r.queueName("jobs")).queueUrl();
  }

  private String attribute(QueueAttributeName name) {
    return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)).attributes().get(name);
  }

  private Message receive() {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNamesWithStrings("All"))
        .messages()
        .get(0);
  }

  @Test
  void a_queue_has_the_defaults_of_aws() {
    assertThat(attribute(QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("30");
    assertThat(attribute(QueueAttributeName.MESSAGE_RETENTION_PERIOD)).isEqualTo("345600");
    assertThat(attribute(QueueAttributeName.DELAY_SECONDS)).isEqualTo("0");
  }

  @Test
  void a_queue_has_its_arn() {
    assertThat(attribute(QueueAttributeName.QUEUE_ARN))
        .matches("arn:aws:sqs:us-east-1:\\d{12}:jobs");
  }

  @Test
  void settings_are_changed() {
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")));
    assertThat(attribute(QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("60");
  }

  @Test
  void the_same_queue_again_is_no_other() {
    assertThat(sqs.createQueue(r -> r.queueName("jobs")).queueUrl()).isEqualTo(url);
  }

  @Test
  void the_same_name_with_other_settings_is_refused() {
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("jobs")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"))))
        .isInstanceOf(SqsException.class);
  }

  @Test
  void a_message_carries_its_attributes() {
    sqs.sendMessage(
        r ->
            r.queueUrl(url)
                .messageBody("{}")
                .messageAttributes(
                    Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("dna")
                            .build())));
    assertThat(receive().messageAttributes().get("kind").stringValue()).isEqualTo("dna");
  }

  @Test
  void a_received_message_tells_how_often() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    assertThat(receive().attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
  }

  @Test
  void a_message_is_counted_until_it_is_deleted() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("1");
    String handle = receive().receiptHandle();
    assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .isEqualTo("1");
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .isEqualTo("0");
  }

  @Test
  void a_message_made_visible_is_received_again() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    String handle = receive().receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
    assertThat(receive().body()).isEqualTo("x");
  }

  @Test
  void a_batch_is_sent_at_once() {
    var sent =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        SendMessageBatchRequestEntry.builder().id("1").messageBody("a").build(),
                        SendMessageBatchRequestEntry.builder().id("2").messageBody("b").build()));
    assertThat(sent.successful()).hasSize(2);
    assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("2");
  }

  @Test
  void a_purged_queue_is_empty() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    sqs.purgeQueue(r -> r.queueUrl(url));
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
  }

  @Test
  void tags_are_kept() {
    sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("team", "dna")));
    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).containsEntry("team", "dna");
    sqs.untagQueue(r -> r.queueUrl(url).tagKeys("team"));
    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).isEmpty();
  }

  @Test
  void queues_are_listed_by_prefix() {
    sqs.createQueue(r -> r.queueName("other"));
    assertThat(sqs.listQueues(r -> r.queueNamePrefix("jo")).queueUrls()).containsExactly(url);
  }

  @Test
  void a_deleted_queue_is_gone() {
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("jobs")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }
}

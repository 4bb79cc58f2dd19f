package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

class MessagingContractTest extends CloudContract {

  private SqsClient sqs;
  private String url;

  @BeforeEach
  void create_a_queue() {
    sqs = client(SqsClient.class);
    url = sqs.createQueue(r -> r.queueName("work")).queueUrl();
  }

  @Test
  void a_queue_is_found_by_name_and_told_when_missing() {
    assertThat(sqs.getQueueUrl(r -> r.queueName("work")).queueUrl()).isEqualTo(url);
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("none")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("work")
                            .attributesWithStrings(Map.of("VisibilityTimeout", "900"))))
        .isInstanceOf(QueueNameExistsException.class);
  }

  @Test
  void a_message_is_received_once_hidden_and_deleted() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello"));
    var message = sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
    assertThat(message.body()).isEqualTo("hello");
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    sqs.changeMessageVisibility(
        r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    var again = sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(again.receiptHandle()));
    assertThat(
            sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "0")
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
  }

  @Test
  void a_message_received_too_often_goes_to_the_dead_letters() {
    String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
    String arn =
        sqs.getQueueAttributes(r -> r.queueUrl(dead).attributeNamesWithStrings("QueueArn"))
            .attributesAsStrings()
            .get("QueueArn");
    sqs.setQueueAttributes(
        r ->
            r.queueUrl(url)
                .attributesWithStrings(
                    Map.of(
                        "VisibilityTimeout",
                        "0",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}")));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("poison"));
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    assertThat(sqs.receiveMessage(r -> r.queueUrl(dead)).messages())
        .extracting(m -> m.body())
        .containsExactly("poison");
  }

  @Test
  void what_is_published_reaches_the_queue_that_subscribed() {
    SnsClient sns = client(SnsClient.class);
    String topic = sns.createTopic(r -> r.name("alerts")).topicArn();
    String arn =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("QueueArn"))
            .attributesAsStrings()
            .get("QueueArn");
    sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
    sns.publish(r -> r.topicArn(topic).subject("S").message("released"));
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
        .extracting(m -> m.body())
        .containsExactly("released");
    sns.deleteTopic(r -> r.topicArn(topic));
    assertThatThrownBy(() -> sns.getTopicAttributes(r -> r.topicArn(topic)))
        .isInstanceOf(NotFoundException.class);
  }
}

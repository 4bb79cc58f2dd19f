package io.biomerkin.cloud.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

class LocalSqsTest {

  @TempDir Path folder;
  final MovableClock clock = new MovableClock();
  SqsClient sqs;
  String url;

  @BeforeEach
  void open() {
    sqs = EmbeddedCloud.open(folder, clock).client(SqsClient.class);
    url = sqs.createQueue(r -> r.queueName("work")).queueUrl();
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("All"))
        .messages();
  }

  @Test
  void a_queue_is_found_by_name_and_its_url_is_as_on_aws() {
    assertThat(url).isEqualTo("https://sqs.us-east-1.amazonaws.com/111111111111/work");
    assertThat(sqs.getQueueUrl(r -> r.queueName("work")).queueUrl()).isEqualTo(url);
    assertThat(sqs.listQueues(r -> r.queueNamePrefix("w")).queueUrls()).containsExactly(url);
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("none")))
        .isInstanceOf(QueueDoesNotExistException.class)
        .hasMessageContaining("The specified queue does not exist.");
  }

  @Test
  void creating_again_is_fine_with_the_same_attributes_only() {
    assertThat(
            sqs.createQueue(
                    r ->
                        r.queueName("work")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
                .queueUrl())
        .isEqualTo(url);
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("work")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "900"))))
        .isInstanceOf(QueueNameExistsException.class)
        .hasMessageContaining(
            "A queue already exists with the same name and a different value for attribute"
                + " VisibilityTimeout");
  }

  @Test
  void a_received_message_is_hidden_for_the_visibility_time_then_comes_again() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello"));
    assertThat(receive()).extracting(Message::body).containsExactly("hello");
    assertThat(receive()).isEmpty();
    clock.pass(Duration.ofSeconds(30));
    assertThat(receive())
        .extracting(m -> m.attributesAsStrings().get("ApproximateReceiveCount"))
        .containsExactly("2");
  }

  @Test
  void a_deleted_message_does_not_come_again() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello"));
    String receipt = receive().get(0).receiptHandle();
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(receipt));
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(receipt));
    clock.pass(Duration.ofHours(1));
    assertThat(receive()).isEmpty();
    assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("nonsense")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class)
        .hasMessageContaining(
            "The input receipt handle \"nonsense\" is not a valid receipt handle.");
  }

  @Test
  void visibility_can_be_given_back_at_once() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello"));
    String receipt = receive().get(0).receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
    assertThat(receive()).hasSize(1);
  }

  @Test
  void a_message_received_too_often_goes_to_the_dead_letters() {
    String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
    sqs.setQueueAttributes(
        r ->
            r.queueUrl(url)
                .attributesWithStrings(
                    Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:111111111111:dead\","
                            + "\"maxReceiveCount\":\"2\"}")));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("poison"));
    for (int i = 0; i < 2; i++) {
      assertThat(receive()).hasSize(1);
      clock.pass(Duration.ofSeconds(30));
    }
    assertThat(receive()).isEmpty();
    assertThat(sqs.receiveMessage(r -> r.queueUrl(dead)).messages())
        .extracting(Message::body)
        .containsExactly("poison");
    assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
        .containsExactly(url);
  }

  @Test
  void messages_delayed_and_expired_do_not_show() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(60));
    assertThat(receive()).isEmpty();
    clock.pass(Duration.ofSeconds(60));
    assertThat(receive()).hasSize(1);
    clock.pass(Duration.ofDays(5));
    assertThat(receive()).isEmpty();
  }

  @Test
  void the_counts_tell_visible_hidden_and_delayed() {
    sqs.sendMessageBatch(
        r ->
            r.queueUrl(url)
                .entries(
                    e -> e.id("1").messageBody("a"),
                    e -> e.id("2").messageBody("b"),
                    e -> e.id("3").messageBody("c").delaySeconds(9)));
    sqs.receiveMessage(r -> r.queueUrl(url));
    assertThat(
            sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "1")
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "1")
        .containsEntry("ApproximateNumberOfMessagesDelayed", "1")
        .containsEntry("QueueArn", "arn:aws:sqs:us-east-1:111111111111:work");
  }

  @Test
  void message_attributes_come_with_the_message_when_asked_for() {
    sqs.sendMessage(
        r ->
            r.queueUrl(url)
                .messageBody("x")
                .messageAttributes(
                    Map.of(
                        "kind",
                        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("dna")
                            .build())));
    assertThat(
            sqs.receiveMessage(r -> r.queueUrl(url).messageAttributeNames("All"))
                .messages()
                .get(0)
                .messageAttributes())
        .hasEntrySatisfying("kind", value -> assertThat(value.stringValue()).isEqualTo("dna"));
  }

  @Test
  void a_message_that_is_too_long_is_refused_alone_in_a_batch() {
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributesWithStrings(Map.of("MaximumMessageSize", "1024")));
    var result =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        e -> e.id("1").messageBody("x".repeat(1025)),
                        e -> e.id("2").messageBody("fits")));
    assertThat(result.failed())
        .extracting(e -> e.id() + " " + e.message())
        .containsExactly(
            "1 One or more parameters are invalid. Reason: Message must be shorter than 1024"
                + " bytes.");
    assertThat(receive()).extracting(Message::body).containsExactly("fits");
  }

  @Test
  void attributes_out_of_range_or_unknown_are_refused() {
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("x")
                            .attributesWithStrings(Map.of("VisibilityTimeout", "43201"))))
        .hasMessageContaining("Invalid value for the parameter VisibilityTimeout.");
    assertThatThrownBy(
            () ->
                sqs.createQueue(r -> r.queueName("x").attributesWithStrings(Map.of("Speed", "1"))))
        .hasMessageContaining("Unknown Attribute Speed.");
  }

  @Test
  void a_fifo_queue_is_refused_by_name() {
    assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("work.fifo")))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "CreateQueue: the embedded cloud does not know its parameter FifoQueue;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void a_deleted_queue_leaves_no_message_to_a_new_one() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("old"));
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("x")))
        .isInstanceOf(QueueDoesNotExistException.class);
    sqs.createQueue(r -> r.queueName("work"));
    assertThat(receive()).isEmpty();
  }

  @Test
  void tags_are_kept() {
    sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
    sqs.untagQueue(r -> r.queueUrl(url).tagKeys("a"));
    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).containsExactly(Map.entry("b", "2"));
  }
}

package io.biomerkin.cloud.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import io.biomerkin.cloud.local.state.StateStore;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalSnsTest {

  @TempDir Path folder;
  SnsClient sns;
  SqsClient sqs;
  String topic;

  @BeforeEach
  void open() {
    sns = EmbeddedCloud.client(SnsClient.class, folder);
    sqs = EmbeddedCloud.client(SqsClient.class, folder);
    topic = sns.createTopic(r -> r.name("alerts")).topicArn();
  }

  @Test
  void a_published_message_is_kept_to_be_read() {
    sns.publish(r -> r.topicArn(topic).subject("Deployed").message("release 1 runs"));

    var messages =
        StateStore.open(folder.resolve("111111111111/us-east-1"))
            .documents("sns/messages/alerts", PublishedMessage.class)
            .all();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).subject()).contains("Deployed");
    assertThat(messages.get(0).message()).isEqualTo("release 1 runs");
  }

  @Test
  void a_queue_that_subscribed_gets_it_in_snss_envelope_or_raw() throws IOException {
    String wrapped = sqs.createQueue(r -> r.queueName("wrapped")).queueUrl();
    String raw = sqs.createQueue(r -> r.queueName("raw")).queueUrl();
    subscribe("wrapped", Map.of());
    subscribe("raw", Map.of("RawMessageDelivery", "true"));
    sns.publish(r -> r.topicArn(topic).subject("S").message("M"));

    JsonNode envelope =
        JsonMapper.builder()
            .build()
            .readTree(sqs.receiveMessage(r -> r.queueUrl(wrapped)).messages().get(0).body());
    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(envelope.path("Subject").asText()).isEqualTo("S");
    assertThat(envelope.path("Message").asText()).isEqualTo("M");
    assertThat(sqs.receiveMessage(r -> r.queueUrl(raw)).messages().get(0).body()).isEqualTo("M");
  }

  private void subscribe(String queue, Map<String, String> attributes) {
    sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:111111111111:" + queue)
                .attributes(attributes));
  }

  @Test
  void a_mail_subscription_waits_for_its_confirmation() {
    assertThat(
            sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.org"))
                .subscriptionArn())
        .isEqualTo("pending confirmation");
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
        .extracting(s -> s.endpoint() + " " + s.subscriptionArn())
        .containsExactly("ops@example.org PendingConfirmation");
    assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsPending", "1")
        .containsEntry("SubscriptionsConfirmed", "0");
  }

  @Test
  void what_it_cannot_deliver_to_is_refused_by_name() {
    assertThatThrownBy(
            () -> sns.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint("arn:x")))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "Subscribe: the embedded cloud does not know its parameter Protocol lambda;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void a_topic_is_created_once_and_with_other_attributes_refused() {
    assertThat(sns.createTopic(r -> r.name("alerts")).topicArn()).isEqualTo(topic);
    assertThatThrownBy(
            () -> sns.createTopic(r -> r.name("alerts").attributes(Map.of("DisplayName", "other"))))
        .hasMessageContaining(
            "Invalid parameter: Attributes Reason: Topic already exists with different"
                + " attributes");
    assertThatThrownBy(() -> sns.getTopicAttributes(r -> r.topicArn(topic + "x")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic does not exist");
    assertThat(sns.listTopics().topics()).extracting(t -> t.topicArn()).containsExactly(topic);
  }

  @Test
  void a_topic_with_subscription_and_policy_comes_from_a_template_and_goes() {
    Template template = Template.in(folder);
    TopicType type = new TopicType();
    String properties =
        """
        {'TopicName': 'news', 'DisplayName': 'News',
         'Subscription': [{'Protocol': 'email', 'Endpoint': 'a@example.org'}]}
        """;
    Resource made = template.create(type, properties);
    assertThat(made.physicalId()).isEqualTo("arn:aws:sns:us-east-1:111111111111:news");
    assertThat(template.resumed().create(type, properties)).isEqualTo(made);
    assertThatThrownBy(() -> template.stack("T").create(type, properties))
        .hasMessageContaining("'news' already exists.");

    TopicPolicyType policies = new TopicPolicyType();
    String policy = "{'Topics': ['" + made.physicalId() + "'], 'PolicyDocument': {'Id': 'p'}}";
    template.create(policies, policy);
    assertThat(sns.getTopicAttributes(r -> r.topicArn(made.physicalId())).attributes())
        .containsEntry("Policy", "{\"Id\":\"p\"}")
        .containsEntry("DisplayName", "News")
        .containsEntry("SubscriptionsPending", "1");

    type.update(template.request("{'TopicName': 'news'}"), made, Template.json(properties));
    assertThat(sns.getTopicAttributes(r -> r.topicArn(made.physicalId())).attributes())
        .containsEntry("DisplayName", "");

    type.delete(template.request(properties), made);
    type.delete(template.request(properties), made);
    policies.delete(template.request(policy), new Resource("x", Map.of()));
    assertThat(sns.listTopics().topics()).extracting(t -> t.topicArn()).containsExactly(topic);
  }

  @Test
  void a_subscription_comes_from_a_template_and_goes() {
    sqs.createQueue(r -> r.queueName("work"));
    SubscriptionType type = new SubscriptionType();
    String properties =
        "{'TopicArn': '%s', 'Protocol': 'sqs', 'Endpoint': 'arn:aws:sqs:us-east-1:111111111111:work'}"
            .formatted(topic);
    Template template = Template.in(folder);
    Resource made = template.create(type, properties);
    assertThat(
            sns.getSubscriptionAttributes(r -> r.subscriptionArn(made.physicalId())).attributes())
        .containsEntry("PendingConfirmation", "false");
    type.delete(template.request(properties), made);
    type.delete(template.request(properties), made);
    assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
  }
}

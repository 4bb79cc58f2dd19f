package io.biomerkin.cloud.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class QueueTypeTest {

  @TempDir Path folder;
  Template template;
  SqsClient sqs;
  final QueueType type = new QueueType();

  @BeforeEach
  void open() {
    template = Template.in(folder);
    sqs = EmbeddedCloud.client(SqsClient.class, folder);
  }

  private Map<String, String> attributes(String url) {
    return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"))
        .attributesAsStrings();
  }

  @Test
  void a_queue_with_dead_letters_is_made_changed_and_deleted() {
    String dead = template.create(type, "{'QueueName': 'dead'}").attributes().get("Arn");
    String properties =
        """
        {'QueueName': 'work', 'VisibilityTimeout': 900, 'MessageRetentionPeriod': 1209600,
         'RedrivePolicy': {'deadLetterTargetArn': '%s', 'maxReceiveCount': 3}}
        """
            .formatted(dead);
    Resource queue = template.create(type, properties);

    String url = queue.physicalId();
    assertThat(queue.attributes())
        .isEqualTo(
            Map.of(
                "Arn", "arn:aws:sqs:us-east-1:111111111111:work",
                "QueueName", "work",
                "QueueUrl", url));
    assertThat(attributes(url))
        .containsEntry("VisibilityTimeout", "900")
        .containsEntry("MessageRetentionPeriod", "1209600");
    assertThat(
            sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url.replace("work", "dead")))
                .queueUrls())
        .containsExactly(url);

    type.update(
        template.request("{'QueueName': 'work', 'VisibilityTimeout': 60}"),
        queue,
        Template.json(properties));
    assertThat(attributes(url))
        .containsEntry("VisibilityTimeout", "60")
        .containsEntry("MessageRetentionPeriod", "345600")
        .doesNotContainKey("RedrivePolicy");

    type.delete(template.request("{'QueueName': 'work'}"), queue);
    type.delete(template.request("{'QueueName': 'work'}"), queue);
    assertThatThrownBy(() -> attributes(url)).isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void creating_again_after_a_death_finds_its_own_but_not_anothers() {
    Resource queue = template.create(type, "{'QueueName': 'work'}");
    assertThat(template.resumed().create(type, "{'QueueName': 'work'}")).isEqualTo(queue);
    assertThatThrownBy(() -> template.stack("T").create(type, "{'QueueName': 'work'}"))
        .hasMessageContaining(
            "Resource of type 'AWS::SQS::Queue' with identifier 'work' already exists.");
  }

  @Test
  void a_queue_without_a_name_gets_one() {
    assertThat(template.create(type, "{}").attributes().get("QueueName")).startsWith("S-R-");
  }

  @Test
  void a_policy_is_put_on_its_queues_and_taken_away() {
    String url = template.create(type, "{'QueueName': 'work'}").physicalId();
    QueuePolicyType policies = new QueuePolicyType();
    String properties = "{'Queues': ['" + url + "'], 'PolicyDocument': {'Statement': []}}";
    Resource policy = template.create(policies, properties);
    assertThat(attributes(url)).containsEntry("Policy", "{\"Statement\":[]}");
    policies.delete(template.request(properties), policy);
    assertThat(attributes(url)).doesNotContainKey("Policy");
  }
}

package io.biomerkin.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.cloudwatch.AlarmType;
import io.biomerkin.cloud.local.dynamodb.TableType;
import io.biomerkin.cloud.local.s3.BucketType;
import io.biomerkin.cloud.local.secretsmanager.SecretType;
import io.biomerkin.cloud.local.sns.TopicType;
import io.biomerkin.cloud.local.sqs.QueueType;
import io.biomerkin.cloud.local.ssm.ParameterType;
import io.biomerkin.cloud.local.state.StateStore;
import io.biomerkin.cloud.local.state.Writes;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process dies at any write of a creation or an update; the same request again heals it. */
class DeathTest {

  private static final int MOST_WRITES = 40;

  @TempDir Path folder;

  /** What a process that is killed leaves behind instead of an answer. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(
            new BucketType(),
            """
            {'BucketName': 'reports', 'VersioningConfiguration': {'Status': 'Enabled'},
             'LifecycleConfiguration': {'Rules': [{'Status': 'Enabled', 'ExpirationInDays': 1}]}}
            """,
            "{'BucketName': 'reports'}"),
        Arguments.of(
            new TableType(),
            """
            {'TableName': 'work', 'BillingMode': 'PAY_PER_REQUEST',
             'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
             'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
             'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true},
             'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled': true}}
            """,
            """
            {'TableName': 'work', 'BillingMode': 'PAY_PER_REQUEST',
             'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
             'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
             'DeletionProtectionEnabled': true,
             'TimeToLiveSpecification': {'AttributeName': 'until', 'Enabled': true}}
            """),
        Arguments.of(
            new QueueType(),
            "{'QueueName': 'work', 'VisibilityTimeout': 900}",
            "{'QueueName': 'work', 'Tags': [{'Key': 'a', 'Value': '1'}]}"),
        Arguments.of(
            new TopicType(),
            """
            {'TopicName': 'alerts', 'DisplayName': 'A',
             'Subscription': [{'Protocol': 'email', 'Endpoint': 'a@example.org'}]}
            """,
            "{'TopicName': 'alerts', 'DisplayName': 'B'}"),
        Arguments.of(
            new ParameterType(),
            "{'Name': '/b/c', 'Type': 'String', 'Value': 'one'}",
            "{'Name': '/b/c', 'Type': 'String', 'Value': 'two'}"),
        Arguments.of(
            new SecretType(),
            "{'Name': 'keys', 'SecretString': 'one'}",
            "{'Name': 'keys', 'SecretString': 'two'}"),
        Arguments.of(
            new AlarmType(),
            """
            {'AlarmName': 'a', 'Namespace': 'B', 'MetricName': 'E', 'Statistic': 'Sum',
             'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 5,
             'ComparisonOperator': 'GreaterThanThreshold'}
            """,
            """
            {'AlarmName': 'a', 'Namespace': 'B', 'MetricName': 'E', 'Statistic': 'Sum',
             'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 9,
             'ComparisonOperator': 'GreaterThanThreshold'}
            """));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_death_at_any_write_is_healed_by_the_same_request(
      ResourceType type, String properties, String changed) {
    int deaths = 0;
    for (int write = 1; write <= MOST_WRITES; write++) {
      Path state = folder.resolve(Integer.toString(write));
      Resource made = Template.in(state(state)).resumed().create(type, properties);
      type.delete(Template.in(state(state)).request(properties), made);
      boolean died = dies(state, write, template -> template.create(type, properties));
      Resource healed = Template.in(state(state)).resumed().create(type, properties);
      assertThat(healed.attributes().keySet()).isEqualTo(made.attributes().keySet());

      ObjectNode before = Template.json(properties);
      died |=
          dies(state, write, template -> type.update(template.request(changed), healed, before));
      Resource updated = type.update(Template.in(state(state)).request(changed), healed, before);
      assertThat(updated.physicalId()).isEqualTo(healed.physicalId());
      if (!died) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).isBetween(1, MOST_WRITES - 1);
  }

  private interface Work {
    void on(Template template);
  }

  private static boolean dies(Path state, int write, Work work) {
    AtomicInteger writes = new AtomicInteger();
    Writes dying =
        (file, content) -> {
          if (writes.incrementAndGet() == write) {
            throw new Killed();
          }
          Writes.atomic().write(file, content);
        };
    try {
      work.on(Template.in(StateStore.open(state, dying)));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static StateStore state(Path folder) {
    return StateStore.open(folder);
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What somebody gets who has subscribed to the alerts of an environment. */
class NotifyTest {

  private static final String ACCOUNT = ":us-east-1:000000000000:";

  private Project project;
  private Cloud cloud;
  private Release first;
  private String inbox;

  @BeforeEach
  void a_subscriber(@TempDir Path folder) {
    project = Project.in(folder);
    first = project.deploy("dev").release();
    cloud =
        Clouds.open(
            project.blueprint().environment("dev").orElseThrow(),
            Clouds.Choice.DECLARED,
            folder.resolve(".biomerkin/cloud"));
    inbox = sqs().createQueue(r -> r.queueName("inbox")).queueUrl();
    cloud
        .client(SnsClient.class)
        .subscribe(
            r ->
                r.topicArn("arn:aws:sns" + ACCOUNT + "calc-alerts-dev")
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs" + ACCOUNT + "inbox"));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a_deployment_and_a_rollback_are_announced_with_who_did_it() {
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    Release second = project.deploy("dev").release();
    Release back = project.rollback("dev").release();

    assertThat(inbox())
        .containsExactly(
            "calc: deployed " + second.id() + " in dev|" + text(second),
            "calc: rolled back to " + first.id() + " in dev|" + text(back));
  }

  @Test
  void a_deployment_that_failed_is_announced_with_its_cause() {
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise ValueError('bad')\n");
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(ProblemException.class);

    assertThat(inbox())
        .singleElement()
        .asString()
        .startsWith("calc: deploy failed in dev|calc-adder-dev: fails with ValueError: bad");
  }

  private static String text(Release release) {
    return "Release: "
        + release.id()
        + "\nEnvironment: dev\nCommit: "
        + release.commit()
        + "\nBy: "
        + release.by()
        + "\nVerified: 4/4\n";
  }

  /** Each message as its subject and its text. */
  private List<String> inbox() {
    List<String> all = new ArrayList<>();
    List<Message> messages;
    do {
      messages = sqs().receiveMessage(r -> r.queueUrl(inbox).maxNumberOfMessages(10)).messages();
      messages.forEach(message -> all.add(subjectAndText(message.body())));
    } while (!messages.isEmpty());
    return all;
  }

  private static String subjectAndText(String body) {
    try {
      JsonNode message = new ObjectMapper().readTree(body);
      return message.path("Subject").asText() + "|" + message.path("Message").asText();
    } catch (java.io.IOException e) {
      throw new AssertionError(body, e);
    }
  }

  private SqsClient sqs() {
    return cloud.client(SqsClient.class);
  }
}

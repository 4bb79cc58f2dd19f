package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Whatever is wrong with what runs, validation finds it. */
class ValidateTest {

  private Project project;

  @BeforeEach
  void project(@TempDir Path folder) {
    project = Project.in(folder);
  }

  private Release deploy() {
    return project.deploy("dev").release();
  }

  private Cloud cloud(String environment) {
    return Clouds.open(
        project.blueprint().environment(environment).orElseThrow(),
        project.choice,
        project.folder.resolve(".biomerkin/cloud"));
  }

  private List<Finding> failed(String environment) {
    Validation validation = project.validate(environment);
    List<Finding> failed =
        validation.findings().stream().filter(f -> f.outcome() == Outcome.FAILED).toList();
    assertThat(validation.passed()).isEqualTo(failed.isEmpty());
    return failed;
  }

  private static Finding fails(String area, String name, String detail) {
    return new Finding(area, name, Outcome.FAILED, detail);
  }

  @Test
  void a_table_that_is_gone() {
    deploy();
    try (Cloud cloud = cloud("dev")) {
      cloud.client(DynamoDbClient.class).deleteTable(r -> r.tableName("calc-results-dev"));
    }
    assertThat(failed("dev")).contains(fails("table", "calc-results-dev", "missing"));
  }

  @Test
  void a_bucket_that_is_gone() {
    deploy();
    try (Cloud cloud = cloud("dev")) {
      cloud.client(S3Client.class).deleteBucket(r -> r.bucket("calc-inbox-dev-000000000000"));
    }
    assertThat(failed("dev"))
        .containsExactly(fails("bucket", "calc-inbox-dev-000000000000", "missing"));
  }

  @Test
  void an_alias_that_was_moved() {
    deploy();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    deploy();
    try (Cloud cloud = cloud("dev")) {
      cloud
          .client(LambdaClient.class)
          .updateAlias(r -> r.functionName("calc-adder-dev").name("live").functionVersion("1"));
    }
    assertThat(failed("dev"))
        .containsExactly(fails("alias", "calc-adder-dev:live", "version 1, released is 2"));
  }

  @Test
  void an_alarm_that_rings() {
    project.choice = Clouds.Choice.LOCAL;
    project.deploy(new DeployRequest("prod", false, false, Optional.of("try"), Set.of()));
    try (Cloud cloud = cloud("prod")) {
      CloudWatchClient alarms = cloud.client(CloudWatchClient.class);
      String alarm = alarms.describeAlarms().metricAlarms().get(0).alarmName();
      alarms.setAlarmState(
          r -> r.alarmName(alarm).stateValue(StateValue.ALARM).stateReason("test"));
      assertThat(failed("prod")).containsExactly(fails("alarm", alarm, "ALARM"));
    }
  }

  @Test
  void an_agent_that_fails_and_a_route_that_does() {
    deploy();
    project.edit("lambda/front.py", "def handler(event, context):\n    raise ValueError('no')\n");
    project.deploy(new DeployRequest("dev", false, true, Optional.empty(), Set.of()));
    assertThat(failed("dev"))
        .containsExactly(
            fails("function", "calc-front-dev", "fails with ValueError: no (front.py:2)"));
  }

  @Test
  void a_release_whose_marker_is_not_here() {
    Release release = deploy();
    project.git("tag", "-d", "calc/dev/" + release.id());
    assertThat(failed("dev"))
        .containsExactly(
            fails(
                "release",
                release.id().text(),
                "no marker in this repository; git fetch --tags, or deploy again"));
  }

  @Test
  void without_a_cloud_that_answers_the_machine_and_the_sources_are_told_all_the_same() {
    project.dev = Target.Aws.of("222222222222", "us-east-1").at("http://127.0.0.1:1");
    System.setProperty("aws.accessKeyId", "222222222222");
    System.setProperty("aws.secretAccessKey", "secret");
    try {
      Validation validation = project.validate("dev");
      assertThat(validation.passed()).isFalse();
      assertThat(validation.findings())
          .extracting(Finding::area)
          .containsSubsequence("blueprint", "machine", "sources", "account");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Test
  void every_agent_without_its_handler_is_told() {
    project.write("lambda/adder.py", "");
    project.git("rm", "-q", "--cached", "lambda/front.py");
    assertThat(project.folder.resolve("lambda/front.py").toFile().delete()).isTrue();
    assertThat(project.folder.resolve("lambda/adder.py").toFile().delete()).isTrue();
    assertThat(failed("dev")).filteredOn(finding -> finding.area().equals("sources")).hasSize(2);
  }
}

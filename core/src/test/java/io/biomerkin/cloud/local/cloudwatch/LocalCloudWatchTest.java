package io.biomerkin.cloud.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalCloudWatchTest {

  private static final Dimension GENOMICS =
      Dimension.builder().name("FunctionName").value("genomics").build();

  @TempDir Path folder;
  final MovableClock clock = new MovableClock();
  Cloud cloud;
  CloudWatchClient watch;

  @BeforeEach
  void open() {
    cloud = EmbeddedCloud.open(folder, clock);
    watch = cloud.client(CloudWatchClient.class);
  }

  private void errors(double value) {
    watch.putMetricData(
        r ->
            r.namespace("AWS/Lambda")
                .metricData(d -> d.metricName("Errors").dimensions(GENOMICS).value(value)));
  }

  private void alarm(String missing, int periods, int needed) {
    watch.putMetricAlarm(
        r ->
            r.alarmName("errors")
                .namespace("AWS/Lambda")
                .metricName("Errors")
                .dimensions(GENOMICS)
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(periods)
                .datapointsToAlarm(needed)
                .threshold(5.0)
                .comparisonOperator("GreaterThanThreshold")
                .treatMissingData(missing));
  }

  private String state() {
    return watch
        .describeAlarms(r -> r.alarmNames("errors"))
        .metricAlarms()
        .get(0)
        .stateValueAsString();
  }

  @Test
  void statistics_are_by_period() {
    errors(1);
    errors(3);
    clock.pass(Duration.ofMinutes(5));
    errors(10);
    Instant end = clock.instant().plusSeconds(60);
    var points =
        watch
            .getMetricStatistics(
                r ->
                    r.namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(GENOMICS)
                        .startTime(end.minusSeconds(3600))
                        .endTime(end)
                        .period(300)
                        .statistics(
                            Statistic.SUM,
                            Statistic.AVERAGE,
                            Statistic.MINIMUM,
                            Statistic.MAXIMUM,
                            Statistic.SAMPLE_COUNT))
            .datapoints();
    assertThat(points)
        .extracting(
            p ->
                p.timestamp()
                    + " "
                    + p.sum()
                    + " "
                    + p.average()
                    + " "
                    + p.minimum()
                    + " "
                    + p.maximum()
                    + " "
                    + p.sampleCount())
        .containsExactly(
            "2026-10-06T14:30:00Z 4.0 2.0 1.0 3.0 2.0",
            "2026-10-06T14:35:00Z 10.0 10.0 10.0 10.0 1.0");
    assertThat(
            watch
                .getMetricData(
                    r ->
                        r.startTime(end.minusSeconds(3600))
                            .endTime(end)
                            .metricDataQueries(
                                q ->
                                    q.id("e")
                                        .metricStat(
                                            s ->
                                                s.stat("Sum")
                                                    .period(3600)
                                                    .metric(
                                                        m ->
                                                            m.namespace("AWS/Lambda")
                                                                .metricName("Errors")
                                                                .dimensions(GENOMICS)))))
                .metricDataResults()
                .get(0)
                .values())
        .containsExactly(14.0);
    assertThat(watch.listMetrics().metrics())
        .extracting(m -> m.metricName())
        .containsExactly("Errors");
  }

  @Test
  void an_alarm_follows_what_is_measured() {
    alarm("notBreaching", 2, 2);
    assertThat(state()).isEqualTo("OK");
    errors(6);
    assertThat(state()).isEqualTo("OK");
    clock.pass(Duration.ofMinutes(1));
    errors(6);
    assertThat(state()).isEqualTo("ALARM");
    clock.pass(Duration.ofMinutes(2));
    assertThat(state()).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({
    "missing,      INSUFFICIENT_DATA",
    "notBreaching, OK",
    "breaching,    ALARM",
    "ignore,       INSUFFICIENT_DATA"
  })
  void missing_data_is_treated_as_the_alarm_says(String missing, String state) {
    alarm(missing, 3, 2);
    assertThat(state()).isEqualTo(state);
  }

  @Test
  void ignoring_missing_data_keeps_the_state() {
    alarm("ignore", 1, 1);
    errors(6);
    assertThat(state()).isEqualTo("ALARM");
    clock.pass(Duration.ofHours(1));
    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void a_state_set_by_hand_holds_until_something_is_measured() {
    alarm("notBreaching", 1, 1);
    watch.setAlarmState(r -> r.alarmName("errors").stateValue("ALARM").stateReason("trial"));
    clock.pass(Duration.ofMinutes(10));
    assertThat(state()).isEqualTo("ALARM");
    errors(0);
    assertThat(state()).isEqualTo("OK");
  }

  @Test
  void a_changed_state_is_told_to_its_topic_once() {
    SnsClient sns = cloud.client(SnsClient.class);
    SqsClient sqs = cloud.client(SqsClient.class);
    String topic = sns.createTopic(r -> r.name("alerts")).topicArn();
    String queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();
    sns.subscribe(
        r ->
            r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:111111111111:inbox"));
    watch.putMetricAlarm(
        r ->
            r.alarmName("errors")
                .namespace("AWS/Lambda")
                .metricName("Errors")
                .dimensions(GENOMICS)
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(5.0)
                .comparisonOperator("GreaterThanThreshold")
                .alarmActions(topic));
    errors(6);
    state();
    state();
    assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages())
        .singleElement()
        .satisfies(m -> assertThat(m.body()).contains("ALARM: \\\"errors\\\""));
  }

  @Test
  void what_an_alarm_cannot_do_is_refused_by_name() {
    assertThatThrownBy(() -> watch.putMetricAlarm(r -> r.alarmName("a").extendedStatistic("p99")))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "PutMetricAlarm: the embedded cloud does not know its parameter ExtendedStatistic;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
    assertThatThrownBy(() -> alarm("missing", 1, 2))
        .hasMessageContaining("DatapointsToAlarm must be between 1 and EvaluationPeriods.");
  }

  @Test
  void dashboards_are_kept_listed_and_deleted() {
    watch.putDashboard(r -> r.dashboardName("B-dev").dashboardBody("{\"widgets\":[]}"));
    assertThat(watch.getDashboard(r -> r.dashboardName("B-dev")).dashboardBody())
        .isEqualTo("{\"widgets\":[]}");
    assertThat(watch.listDashboards().dashboardEntries()).hasSize(1);
    assertThatThrownBy(() -> watch.putDashboard(r -> r.dashboardName("x").dashboardBody("no")))
        .hasMessageContaining("The field DashboardBody must be a valid JSON object");
    watch.deleteDashboards(r -> r.dashboardNames("B-dev"));
    assertThatThrownBy(() -> watch.getDashboard(r -> r.dashboardName("B-dev")))
        .hasMessageContaining("Dashboard B-dev does not exist");
  }

  @Test
  void alarm_and_dashboard_come_from_a_template_and_go() {
    Template template = Template.in(folder);
    AlarmType type = new AlarmType();
    String properties =
        """
        {'AlarmName': 'errors', 'Namespace': 'AWS/Lambda', 'MetricName': 'Errors',
         'Dimensions': [{'Name': 'FunctionName', 'Value': 'genomics'}], 'Statistic': 'Sum',
         'Period': 60, 'EvaluationPeriods': 2, 'Threshold': 5,
         'ComparisonOperator': 'GreaterThanThreshold', 'TreatMissingData': 'notBreaching'}
        """;
    Resource made = template.create(type, properties);
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:cloudwatch:us-east-1:111111111111:alarm:errors");
    assertThat(template.resumed().create(type, properties)).isEqualTo(made);
    assertThatThrownBy(() -> template.create(type, properties))
        .hasMessageContaining("'errors' already exists.");
    type.update(
        template.request(properties.replace("'Threshold': 5", "'Threshold': 9")),
        made,
        Template.json(properties));
    assertThat(watch.describeAlarms().metricAlarms().get(0).threshold()).isEqualTo(9);
    type.delete(template.request(properties), made);
    type.delete(template.request(properties), made);
    assertThat(watch.describeAlarms().metricAlarms()).isEmpty();

    DashboardType dashboards = new DashboardType();
    String board =
        "{'DashboardName': 'B', 'DashboardBody': '{\\'widgets\\':[]}'}".replace("\\'", "\\\"");
    Resource shown = template.create(dashboards, board);
    assertThatThrownBy(() -> template.create(dashboards, board))
        .hasMessageContaining("'B' already exists.");
    dashboards.delete(template.request(board), shown);
    dashboards.delete(template.request(board), shown);
    assertThat(watch.listDashboards().dashboardEntries()).isEmpty();
  }
}

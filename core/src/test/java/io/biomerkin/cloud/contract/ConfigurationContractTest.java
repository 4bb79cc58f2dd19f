package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ConfigurationContractTest extends CloudContract {

  @Test
  void a_parameter_has_versions_and_is_not_overwritten_by_accident() {
    SsmClient ssm = client(SsmClient.class);
    ssm.putParameter(r -> r.name("/b/config").value("one").type(ParameterType.STRING));
    assertThatThrownBy(
            () ->
                ssm.putParameter(r -> r.name("/b/config").value("two").type(ParameterType.STRING)))
        .isInstanceOf(ParameterAlreadyExistsException.class);
    ssm.putParameter(
        r -> r.name("/b/config").value("two").type(ParameterType.STRING).overwrite(true));
    var parameter = ssm.getParameter(r -> r.name("/b/config")).parameter();
    assertThat(parameter.value()).isEqualTo("two");
    assertThat(parameter.version()).isEqualTo(2);
    assertThat(ssm.getParametersByPath(r -> r.path("/b")).parameters()).hasSize(1);
    ssm.deleteParameter(r -> r.name("/b/config"));
    assertThatThrownBy(() -> ssm.getParameter(r -> r.name("/b/config")))
        .isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void a_secure_parameter_shows_only_decrypted() {
    SsmClient ssm = client(SsmClient.class);
    ssm.putParameter(r -> r.name("/b/key").value("s3cret").type(ParameterType.SECURE_STRING));
    assertThat(ssm.getParameter(r -> r.name("/b/key").withDecryption(true)).parameter().value())
        .isEqualTo("s3cret");
    assertThat(ssm.getParameter(r -> r.name("/b/key")).parameter().value()).isNotEqualTo("s3cret");
  }

  @Test
  void a_secret_has_a_current_and_a_previous_value() {
    SecretsManagerClient secrets = client(SecretsManagerClient.class);
    secrets.createSecret(r -> r.name("keys").secretString("one"));
    secrets.putSecretValue(r -> r.secretId("keys").secretString("two"));
    assertThat(secrets.getSecretValue(r -> r.secretId("keys")).secretString()).isEqualTo("two");
    assertThat(
            secrets
                .getSecretValue(r -> r.secretId("keys").versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("one");
    assertThatThrownBy(() -> secrets.createSecret(r -> r.name("keys")))
        .isInstanceOf(ResourceExistsException.class);
  }

  /** That a secret without a value has none the emulator does not tell. */
  @Test
  void a_missing_secret_is_not_found() {
    SecretsManagerClient secrets = client(SecretsManagerClient.class);
    assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void a_deleted_secret_can_be_restored() {
    SecretsManagerClient secrets = client(SecretsManagerClient.class);
    secrets.createSecret(r -> r.name("keys").secretString("k"));
    secrets.deleteSecret(r -> r.secretId("keys").recoveryWindowInDays(7L));
    assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("keys")))
        .isInstanceOf(InvalidRequestException.class);
    secrets.restoreSecret(r -> r.secretId("keys"));
    assertThat(secrets.getSecretValue(r -> r.secretId("keys")).secretString()).isEqualTo("k");
    secrets.deleteSecret(r -> r.secretId("keys").forceDeleteWithoutRecovery(true));
    assertThatThrownBy(() -> secrets.describeSecret(r -> r.secretId("keys")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void an_alarm_is_described_with_the_state_that_was_set() {
    CloudWatchClient watch = client(CloudWatchClient.class);
    watch.putMetricAlarm(
        r ->
            r.alarmName("errors")
                .namespace("B")
                .metricName("Errors")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(2)
                .threshold(5.0)
                .comparisonOperator("GreaterThanThreshold"));
    watch.setAlarmState(r -> r.alarmName("errors").stateValue("ALARM").stateReason("trial"));
    var alarm = watch.describeAlarms(r -> r.alarmNames("errors")).metricAlarms().get(0);
    assertThat(alarm.threshold()).isEqualTo(5);
    assertThat(alarm.stateValueAsString()).isEqualTo("ALARM");
    watch.deleteAlarms(r -> r.alarmNames("errors"));
    assertThat(watch.describeAlarms().metricAlarms()).isEmpty();
  }
}

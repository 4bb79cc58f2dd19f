package io.biomerkin.cloud.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class LocalSecretsManagerTest {

  @TempDir Path folder;
  final MovableClock clock = new MovableClock();
  SecretsManagerClient secrets;

  @BeforeEach
  void open() {
    secrets = EmbeddedCloud.open(folder, clock).client(SecretsManagerClient.class);
  }

  private String value(String id) {
    return secrets.getSecretValue(r -> r.secretId(id)).secretString();
  }

  @Test
  void a_secret_is_found_by_name_arn_and_arn_without_its_end() {
    String arn = secrets.createSecret(r -> r.name("b/dev/keys").secretString("k")).arn();
    assertThat(arn)
        .matches("arn:aws:secretsmanager:us-east-1:111111111111:secret:b/dev/keys-[a-zA-Z]{6}");
    assertThat(value("b/dev/keys")).isEqualTo("k");
    assertThat(value(arn)).isEqualTo("k");
    assertThat(value(arn.substring(0, arn.length() - 7))).isEqualTo("k");
  }

  @Test
  void a_secret_without_a_value_says_so_in_awss_words() {
    secrets.createSecret(r -> r.name("keys"));
    assertThatThrownBy(() -> value("keys"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Secrets Manager can't find the specified secret value for staging label:"
                + " AWSCURRENT");
    assertThatThrownBy(() -> value("none"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Secrets Manager can't find the specified secret.");
  }

  @Test
  void a_new_value_makes_the_old_one_the_previous() {
    secrets.createSecret(r -> r.name("keys").secretString("one"));
    secrets.putSecretValue(r -> r.secretId("keys").secretString("two"));
    secrets.putSecretValue(r -> r.secretId("keys").secretString("three"));
    assertThat(value("keys")).isEqualTo("three");
    assertThat(
            secrets
                .getSecretValue(r -> r.secretId("keys").versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("two");
    assertThat(secrets.listSecretVersionIds(r -> r.secretId("keys")).versions()).hasSize(2);
  }

  @Test
  void the_same_token_again_changes_nothing_and_with_another_value_is_refused() {
    String token = "11111111-2222-3333-4444-555555555555";
    secrets.createSecret(r -> r.name("keys"));
    secrets.putSecretValue(r -> r.secretId("keys").secretString("one").clientRequestToken(token));
    secrets.putSecretValue(r -> r.secretId("keys").secretString("one").clientRequestToken(token));
    assertThat(secrets.listSecretVersionIds(r -> r.secretId("keys")).versions()).hasSize(1);
    assertThatThrownBy(
            () ->
                secrets.putSecretValue(
                    r -> r.secretId("keys").secretString("two").clientRequestToken(token)))
        .isInstanceOf(ResourceExistsException.class);
  }

  @Test
  void a_binary_value_comes_back_as_it_was() {
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1, 7});
    secrets.createSecret(r -> r.name("keys").secretBinary(bytes));
    assertThat(secrets.getSecretValue(r -> r.secretId("keys")).secretBinary()).isEqualTo(bytes);
  }

  @Test
  void a_deleted_secret_can_be_restored_until_its_window_is_over() {
    secrets.createSecret(r -> r.name("keys").secretString("k"));
    secrets.deleteSecret(r -> r.secretId("keys").recoveryWindowInDays(7L));
    assertThatThrownBy(() -> value("keys"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "You can't perform this operation on the secret because it was marked for deletion.");
    assertThatThrownBy(() -> secrets.createSecret(r -> r.name("keys")))
        .hasMessageContaining(
            "You can't create this secret because a secret with this name is already scheduled"
                + " for deletion.");
    assertThat(secrets.listSecrets().secretList()).isEmpty();
    secrets.restoreSecret(r -> r.secretId("keys"));
    assertThat(value("keys")).isEqualTo("k");

    secrets.deleteSecret(r -> r.secretId("keys").recoveryWindowInDays(7L));
    clock.pass(Duration.ofDays(7));
    assertThatThrownBy(() -> secrets.restoreSecret(r -> r.secretId("keys")))
        .isInstanceOf(ResourceNotFoundException.class);
    secrets.createSecret(r -> r.name("keys"));
  }

  @Test
  void a_forced_deletion_is_at_once() {
    secrets.createSecret(r -> r.name("keys"));
    secrets.deleteSecret(r -> r.secretId("keys").forceDeleteWithoutRecovery(true));
    secrets.createSecret(r -> r.name("keys"));
    assertThatThrownBy(() -> secrets.createSecret(r -> r.name("keys")))
        .isInstanceOf(ResourceExistsException.class)
        .hasMessageContaining("The operation failed because the secret keys already exists.");
  }

  @Test
  void a_template_may_give_no_value_a_value_or_have_one_made() {
    Template template = Template.in(folder);
    SecretType type = new SecretType();
    Resource empty = template.create(type, "{'Name': 'empty'}");
    assertThatThrownBy(() -> value(empty.physicalId()))
        .isInstanceOf(ResourceNotFoundException.class);

    Resource made =
        template.create(
            type,
            """
            {'Name': 'made', 'GenerateSecretString': {'PasswordLength': 20,
             'ExcludePunctuation': true, 'GenerateStringKey': 'password',
             'SecretStringTemplate': '{}'}}
            """);
    assertThat(value("made")).matches("\\{\"password\":\"[a-zA-Z0-9]{20}\"\\}");
    assertThat(made.attributes()).containsEntry("Id", made.physicalId());
  }

  @Test
  void a_secret_of_a_template_keeps_a_value_put_later_and_goes_at_once() {
    Template template = Template.in(folder);
    SecretType type = new SecretType();
    Resource made = template.create(type, "{'Name': 'keys'}");
    secrets.putSecretValue(r -> r.secretId("keys").secretString("by hand"));
    assertThat(template.resumed().create(type, "{'Name': 'keys'}")).isEqualTo(made);
    type.update(
        template.request("{'Name': 'keys', 'Description': 'all keys'}"),
        made,
        Template.json("{'Name': 'keys'}"));
    assertThat(value("keys")).isEqualTo("by hand");
    assertThat(secrets.describeSecret(r -> r.secretId("keys")).description()).isEqualTo("all keys");
    assertThatThrownBy(() -> template.stack("T").create(type, "{'Name': 'keys'}"))
        .hasMessageContaining("'keys' already exists.");

    type.delete(template.request("{}"), made);
    type.delete(template.request("{}"), made);
    assertThat(secrets.listSecrets().secretList()).isEmpty();
  }
}

package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ResourceChange.Property;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private final Redaction redaction =
      new Redaction(
          Map.of(
              "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG",
              "GITHUB_TOKEN", "ghp_0123456789",
              "HOME", "/home/somebody",
              "DB_PASSWORD", "short"));

  @Test
  void blanks_the_values_of_secret_variables() {
    assertThat(redaction.blank("key=wJalrXUtnFEMI/K7MDENG token ghp_0123456789."))
        .isEqualTo("key=*** token ***.");
  }

  @Test
  void blanks_access_keys() {
    assertThat(redaction.blank("using AKIAIOSFODNN7EXAMPLE now")).isEqualTo("using *** now");
  }

  @Test
  void blanks_values_of_variables_in_small_letters_and_each_line_of_a_key() {
    Redaction own =
        new Redaction(
            Map.of(
                "npm_auth_token", "npm_0123456789",
                "DEPLOY_PRIVATE_KEY", "-----BEGIN-----\n  bWFueSBsaW5lcw==\n"));
    assertThat(own.blank("npm_0123456789, then bWFueSBsaW5lcw==")).isEqualTo("***, then ***");
  }

  @Test
  void blanks_who_logs_in_by_a_url() {
    assertThat(
            redaction.blank("from https://ada:pass-w0rd@pip.example.org/simple and http://x/a@b:c"))
        .isEqualTo("from https://***@pip.example.org/simple and http://x/a@b:c");
  }

  @Test
  void blanks_properties_by_their_names_also_inside_of_values() {
    assertThat(Redaction.blank(new Property("Environment/Variables/API_TOKEN", "old", "new")))
        .isEqualTo(new Property("Environment/Variables/API_TOKEN", "***", "***"));
    assertThat(Redaction.blank(new Property("Environment/Variables/API_TOKEN", "", "new")))
        .isEqualTo(new Property("Environment/Variables/API_TOKEN", "", "***"));
    assertThat(
            Redaction.blank(
                new Property(
                    "Environment", "", "{\"Variables\":{\"A\":\"x\",\"DB_PASSWORD\":\"y\"}}")))
        .isEqualTo(
            new Property(
                "Environment", "", "{\"Variables\":{\"A\":\"x\",\"DB_PASSWORD\":\"***\"}}"));
    assertThat(Redaction.blank(new Property("Code/S3Key", "{a", "[b")))
        .isEqualTo(new Property("Code/S3Key", "{a", "[b"));
  }

  @Test
  void leaves_everything_else() {
    assertThat(redaction.blank("in /home/somebody, in short"))
        .isEqualTo("in /home/somebody, in short");
  }
}

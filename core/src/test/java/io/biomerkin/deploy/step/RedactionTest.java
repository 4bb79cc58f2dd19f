package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

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
  void leaves_everything_else() {
    assertThat(redaction.blank("in /home/somebody, in short"))
        .isEqualTo("in /home/somebody, in short");
  }
}

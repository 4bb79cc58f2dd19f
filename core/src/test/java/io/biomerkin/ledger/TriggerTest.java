package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerTest {

  private static Optional<String> of(Map<String, String> variables) {
    return Trigger.of(variables::get);
  }

  @Test
  void on_github_it_is_who_started_this_run_and_not_the_first_one() {
    assertThat(
            of(
                Map.of(
                    "GITHUB_ACTIONS", "true",
                    "GITHUB_ACTOR", "octocat",
                    "GITHUB_TRIGGERING_ACTOR", "ada")))
        .contains("github:ada");
    assertThat(of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_ACTOR", "octocat")))
        .contains("github:octocat");
  }

  @Test
  void on_gitlab_it_is_an_address_or_else_a_name() {
    assertThat(
            of(
                Map.of(
                    "GITLAB_CI", "true",
                    "GITLAB_USER_LOGIN", "ada",
                    "GITLAB_USER_EMAIL", "ada@example.org")))
        .contains("gitlab:ada@example.org");
    assertThat(of(Map.of("GITLAB_CI", "true", "GITLAB_USER_LOGIN", "ada"))).contains("gitlab:ada");
  }

  @Test
  void who_is_not_told_or_not_of_a_pipeline_is_nobody() {
    assertThat(of(Map.of())).isEmpty();
    assertThat(of(Map.of("GITHUB_ACTOR", "octocat", "GITLAB_USER_EMAIL", "a@b.c"))).isEmpty();
    assertThat(of(Map.of("GITLAB_CI", "true", "GITLAB_USER_EMAIL", " "))).isEmpty();
  }
}

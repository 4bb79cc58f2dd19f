package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.deploy.DriftPolicy;
import io.biomerkin.problem.ProblemException;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void each_policy_has_its_word() {
    assertThat(Drift.policy("ignore")).isEqualTo(DriftPolicy.IGNORE);
    assertThat(Drift.policy("warn")).isEqualTo(DriftPolicy.WARN);
    assertThat(Drift.policy("fail")).isEqualTo(DriftPolicy.FAIL);
    assertThat(Drift.policy("revert")).isEqualTo(DriftPolicy.REVERT);
  }

  @Test
  void another_word_is_refused() {
    assertThatThrownBy(() -> Drift.policy("Revert"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "-Ddrift=Revert: there is no such way to deal with drift; say ignore, warn, fail or"
                + " revert [BMK-104]");
  }
}

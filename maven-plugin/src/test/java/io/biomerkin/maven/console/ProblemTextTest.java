package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

  @Test
  void lines_of_a_message_stay_with_their_problem() {
    Problem problem =
        new Problem(
            ProblemCode.VERIFICATION_FAILED, "adder", "fails with X: a\r\nb\n", "deploy again");
    assertThat(ProblemText.of(List.of(problem)))
        .isEqualTo("\nBMK-503 adder: fails with X: a\n    b\n    -> deploy again");
  }
}

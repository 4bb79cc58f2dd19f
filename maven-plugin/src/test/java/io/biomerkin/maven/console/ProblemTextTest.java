package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

  @Test
  void place_and_cause_come_first_then_what_to_do() {
    assertThat(
            ProblemText.of(
                List.of(
                    new Problem(ProblemCode.MISSING, "-Denv", "it is missing", "add it"),
                    Problem.of(ProblemCode.PACKAGE_TOO_LARGE, "", "it is large"))))
        .isEqualTo("2 problems\nBMK-105 -Denv: it is missing\n    -> add it\nBMK-304 it is large");
  }

  @Test
  void lines_of_a_message_stay_with_their_problem() {
    Problem problem =
        new Problem(
            ProblemCode.VERIFICATION_FAILED, "adder", "fails with X: a\r\nb\n", "deploy again");
    assertThat(ProblemText.of(List.of(problem)))
        .isEqualTo("\nBMK-503 adder: fails with X: a\n    b\n    -> deploy again");
  }

  @Test
  void further_lines_of_a_text_are_indented() {
    Problem failed =
        new Problem(
            ProblemCode.CHECK_FAILED,
            "check test",
            "'pytest' ended with 1:\r\n  E  assert 1 == 2\n\n1 failed\n",
            "all of its output is in test.log");
    assertThat(ProblemText.of(List.of(failed)))
        .isEqualTo(
            "\nBMK-306 check test: 'pytest' ended with 1:\n"
                + "      E  assert 1 == 2\n"
                + "    1 failed\n"
                + "    -> all of its output is in test.log");
  }
}

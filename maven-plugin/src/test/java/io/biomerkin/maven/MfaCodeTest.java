package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MfaCodeTest {

  private static final String DEVICE = "arn:aws:iam::333333333333:mfa/ada";

  @Test
  void the_command_line_comes_first_and_nobody_is_asked() {
    MfaCode codes =
        new MfaCode(
            "123456",
            Optional.of(
                new Person(
                    question -> {
                      throw new AssertionError(question);
                    })));
    assertThat(codes.code(DEVICE)).isEqualTo("123456");
  }

  @Test
  void a_person_at_a_terminal_is_asked_for_the_code_of_that_device() {
    List<String> questions = new ArrayList<>();
    MfaCode codes =
        new MfaCode(
            null,
            Optional.of(
                new Person(
                    question -> {
                      questions.add(question);
                      return " 654321 ";
                    })));
    assertThat(codes.code(DEVICE)).isEqualTo("654321");
    assertThat(questions).containsExactly("code of the MFA device " + DEVICE + ": ");
  }

  @Test
  void without_a_terminal_the_option_is_named() {
    assertThatThrownBy(() -> new MfaCode(null, Optional.empty()).code(DEVICE))
        .hasMessage(
            DEVICE
                + ": the role wants a code of this MFA device; add -Dmfa=CODE with what it shows"
                + " now [BMK-410]");
  }

  @Test
  void what_is_no_code_is_refused_without_being_repeated() {
    for (String wrong : List.of("", "12345", "1234567", "12345a")) {
      assertThatThrownBy(() -> new MfaCode(wrong, Optional.empty()).code(DEVICE))
          .hasMessage(
              "-Dmfa: a code of an MFA device has six digits; run the same command again with"
                  + " -Dmfa=CODE [BMK-104]");
    }
    assertThatThrownBy(
            () -> new MfaCode(null, Optional.of(new Person(question -> "no"))).code(DEVICE))
        .hasMessage(
            DEVICE
                + ": a code of an MFA device has six digits; run the same command again with"
                + " -Dmfa=CODE [BMK-104]");
  }
}

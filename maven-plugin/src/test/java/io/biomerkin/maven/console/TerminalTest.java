package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void the_width_is_what_the_shell_or_the_terminal_says() {
    assertThat(Terminal.columns("80")).isEqualTo(80);
    assertThat(Terminal.columns("24 132\n")).isEqualTo(132);
    assertThat(Terminal.columns("0 0\n")).isEqualTo(100);
    assertThat(Terminal.columns("")).isEqualTo(100);
    assertThat(Terminal.columns("wide")).isEqualTo(100);
  }

  @Test
  void only_on_a_terminal_a_report_is_fitted() {
    assertThat(new Terminal(true, 80).textWidth()).isEqualTo(73);
    assertThat(new Terminal(false, 80).textWidth()).isEqualTo(Integer.MAX_VALUE);
  }
}

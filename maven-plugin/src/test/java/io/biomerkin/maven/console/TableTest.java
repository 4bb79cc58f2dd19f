package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void further_lines_of_the_last_cell_stay_in_its_column() {
    assertThat(new Table().row("ok", "role", "").row("FAILED", "function", "it says:\nno").lines())
        .containsExactly("ok      role", "FAILED  function  it says:", "                  no");
  }
}

package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  private static final Table TABLE =
      new Table()
          .row("env", "since", "by", "state")
          .row("dev", "2026-11-23", "Ada", "UPDATE_COMPLETE")
          .row(
              "prod", "2026-11-24", "Grace", "cannot be reached: no route to the host of the role");

  @Test
  void further_lines_of_the_last_cell_stay_in_its_column() {
    assertThat(new Table().row("ok", "role", "").row("FAILED", "function", "it says:\nno").lines())
        .containsExactly("ok      role", "FAILED  function  it says:", "                  no");
  }

  @Test
  void with_room_for_everything_nothing_is_left_out() {
    assertThat(TABLE.lines(76, "since", "by")).isEqualTo(TABLE.lines()).hasSize(3);
  }

  @Test
  void the_last_column_is_folded_between_words() {
    assertThat(TABLE.lines(50, "since", "by"))
        .containsExactly(
            "env   since       by     state",
            "dev   2026-11-23  Ada    UPDATE_COMPLETE",
            "prod  2026-11-24  Grace  cannot be reached: no",
            "                         route to the host of the",
            "                         role");
  }

  @Test
  void without_room_the_less_important_columns_are_left_out() {
    assertThat(TABLE.lines(40, "since", "by"))
        .containsExactly(
            "env   by     state",
            "dev   Ada    UPDATE_COMPLETE",
            "prod  Grace  cannot be reached: no route",
            "             to the host of the role",
            "no room for since: a wider terminal or",
            "mvn -B shows all");
  }

  @Test
  void a_word_longer_than_the_room_is_left_whole() {
    assertThat(Folded.of("at arn:aws:iam::333333333333:role/Deploy it ends", 20))
        .containsExactly("at", "arn:aws:iam::333333333333:role/Deploy", "it ends");
  }
}

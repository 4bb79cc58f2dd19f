package io.biomerkin.model;

import static io.biomerkin.model.Expression.Operator.AND;
import static io.biomerkin.model.Expression.Operator.AT_LEAST;
import static io.biomerkin.model.Expression.Operator.AT_MOST;
import static io.biomerkin.model.Expression.Operator.CONTAINS;
import static io.biomerkin.model.Expression.Operator.ENDS_WITH;
import static io.biomerkin.model.Expression.Operator.EQUAL;
import static io.biomerkin.model.Expression.Operator.IN;
import static io.biomerkin.model.Expression.Operator.LESS;
import static io.biomerkin.model.Expression.Operator.MORE;
import static io.biomerkin.model.Expression.Operator.NOT_EQUAL;
import static io.biomerkin.model.Expression.Operator.OR;
import static io.biomerkin.model.Expression.Operator.STARTS_WITH;
import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.model.Expression.Operator;
import io.biomerkin.model.ExpressionValue.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpressionValueTest {

  private static final Expression SCAN = part("checks.scan");
  private static final Expression PASSED = part("verification.passed");
  private static final Expression ABSENT = part("checks.lint");
  private static final Expression TRUE = of(true);
  private static final Expression FALSE = of(false);
  private static final Expression UNTOLD = ask(ABSENT, LESS, of("x"));

  private static Expression part(String path) {
    return new Expression.Property(List.of(path.split("\\.")));
  }

  private static Expression of(Object value) {
    return new Expression.Literal(value);
  }

  private static Expression list(Object... values) {
    return new Expression.Items(Stream.of(values).map(ExpressionValueTest::of).toList());
  }

  private static Expression ask(Expression left, Operator operator, Expression right) {
    return new Expression.Operation(operator, left, right);
  }

  private static Expression not(Expression expression) {
    return new Expression.Not(expression);
  }

  private static Outcome outcome(Expression condition) {
    return ExpressionValue.of(condition, ReleaseOf.EVERYTHING);
  }

  private static void assertHolds(Expression condition) {
    assertThat(outcome(condition)).isEqualTo(new Outcome(true, ""));
  }

  private static void assertNot(Expression condition, String reason) {
    assertThat(outcome(condition)).isEqualTo(new Outcome(false, reason));
  }

  /** Neither it nor its contrary holds. */
  private static void assertUntold(Expression condition, String reason) {
    assertNot(condition, reason);
    assertNot(not(condition), reason);
  }

  @Test
  void values_are_equal_or_not() {
    assertHolds(ask(SCAN, EQUAL, of("skipped")));
    assertHolds(ask(PASSED, NOT_EQUAL, part("verification.total")));
    assertHolds(ask(ask(SCAN, EQUAL, of("skipped")), EQUAL, TRUE));
    assertHolds(ask(list("a", 1), EQUAL, list("a", 1)));
    assertNot(ask(SCAN, EQUAL, of("passed")), "release.checks.scan is 'skipped'");
    assertNot(ask(SCAN, NOT_EQUAL, of("skipped")), "release.checks.scan is 'skipped'");
    assertNot(
        ask(PASSED, EQUAL, part("verification.total")),
        "release.verification.passed is 6, release.verification.total is 7");
  }

  @Test
  void numbers_and_texts_have_an_order() {
    assertHolds(ask(PASSED, LESS, of(7)));
    assertHolds(ask(PASSED, AT_MOST, of(6)));
    assertHolds(ask(PASSED, MORE, of(-1)));
    assertHolds(ask(PASSED, AT_LEAST, of(6)));
    assertHolds(ask(part("at"), MORE, of("2026-10-06")));
    assertHolds(ask(part("id"), LESS, of("20261101")));
    assertNot(ask(PASSED, LESS, of(6)), "release.verification.passed is 6");
    assertNot(ask(PASSED, AT_MOST, of(5)), "release.verification.passed is 6");
    assertNot(ask(PASSED, MORE, of(6)), "release.verification.passed is 6");
    assertNot(ask(PASSED, AT_LEAST, of(7)), "release.verification.passed is 6");
  }

  @Test
  void texts_have_parts() {
    assertHolds(ask(part("by"), CONTAINS, of("<ada@")));
    assertHolds(ask(part("by"), STARTS_WITH, of("Ada ")));
    assertHolds(ask(part("by"), ENDS_WITH, of("@example.org>")));
    assertHolds(ask(of("prod staging"), CONTAINS, part("environment")));
    assertNot(ask(SCAN, CONTAINS, of("pass")), "release.checks.scan is 'skipped'");
    assertNot(ask(SCAN, STARTS_WITH, of("pass")), "release.checks.scan is 'skipped'");
    assertNot(ask(SCAN, ENDS_WITH, of("pass")), "release.checks.scan is 'skipped'");
  }

  @Test
  void lists_have_items() {
    assertHolds(ask(SCAN, IN, list("passed", "skipped")));
    assertHolds(ask(list("passed", "skipped"), CONTAINS, SCAN));
    assertHolds(ask(SCAN, IN, list(1, "skipped")));
    assertNot(ask(SCAN, IN, list("passed")), "release.checks.scan is 'skipped'");
    assertNot(ask(SCAN, IN, list()), "release.checks.scan is 'skipped'");
    assertNot(ask(list("passed"), CONTAINS, SCAN), "release.checks.scan is 'skipped'");
  }

  @Test
  void what_is_absent_equals_nothing() {
    assertNot(ask(ABSENT, EQUAL, of("passed")), "release.checks.lint is not there");
    assertNot(ask(ABSENT, EQUAL, ABSENT), "release.checks.lint is not there");
    assertNot(ask(ABSENT, IN, list("passed")), "release.checks.lint is not there");
    assertHolds(ask(ABSENT, NOT_EQUAL, of("passed")));
    assertHolds(ask(ABSENT, NOT_EQUAL, ABSENT));
    assertHolds(not(ask(ABSENT, IN, list("failed"))));
  }

  @Test
  void of_what_is_absent_nothing_else_can_be_told() {
    String absent = "release.checks.lint is not there";
    for (Operator operator :
        List.of(LESS, AT_MOST, MORE, AT_LEAST, CONTAINS, STARTS_WITH, ENDS_WITH)) {
      assertUntold(ask(ABSENT, operator, of("a")), absent);
      assertUntold(ask(of("a"), operator, ABSENT), absent);
    }
    assertUntold(ABSENT, absent);
    assertThat(ExpressionValue.of(part("emergency"), ReleaseOf.LITTLE).reason())
        .isEqualTo("release.emergency is not there");
  }

  @Test
  void values_of_two_kinds_do_not_compare() {
    for (Operator operator : List.of(EQUAL, LESS, AT_MOST, MORE, AT_LEAST, CONTAINS)) {
      assertUntold(
          ask(PASSED, operator, of("6")),
          "release.verification.passed is 6, a number and a text cannot be compared by '"
              + operator.sign()
              + "'");
    }
    assertUntold(
        ask(PASSED, NOT_EQUAL, of("6")),
        "release.verification.passed is 6, a number and a text cannot be compared by '=='");
    assertUntold(
        ask(SCAN, IN, list(1)),
        "release.checks.scan is 'skipped', a text and a number cannot be compared by '=='");
    assertUntold(
        ask(SCAN, IN, of("skipped")),
        "release.checks.scan is 'skipped', a text and a text cannot be compared by 'in'");
    assertUntold(
        ask(TRUE, LESS, FALSE), "a truth value and a truth value cannot be compared by '<'");
    assertUntold(SCAN, "release.checks.scan is 'skipped', a text is neither true nor false");
  }

  @Test
  void conditions_are_joined() {
    Expression yes = ask(SCAN, EQUAL, of("skipped"));
    Expression no = ask(PASSED, EQUAL, of(7));
    assertHolds(ask(yes, AND, TRUE));
    assertHolds(ask(no, OR, yes));
    assertHolds(ask(yes, OR, no));
    assertNot(ask(yes, AND, no), "release.verification.passed is 6");
    assertNot(ask(no, AND, no), "release.verification.passed is 6");
    assertNot(ask(no, OR, FALSE), "release.verification.passed is 6");
    assertNot(not(ask(yes, AND, TRUE)), "release.checks.scan is 'skipped'");
    assertNot(FALSE, "no release fulfils it");
  }

  @Test
  void what_cannot_be_told_matters_only_where_the_rest_leaves_it_open() {
    String reason = "release.checks.lint is not there";
    assertHolds(ask(UNTOLD, OR, TRUE));
    assertHolds(ask(TRUE, OR, UNTOLD));
    assertHolds(not(ask(UNTOLD, AND, FALSE)));
    assertHolds(not(ask(FALSE, AND, UNTOLD)));
    assertUntold(ask(UNTOLD, AND, TRUE), reason);
    assertUntold(ask(TRUE, AND, UNTOLD), reason);
    assertUntold(ask(UNTOLD, OR, FALSE), reason);
    assertUntold(ask(FALSE, OR, UNTOLD), reason);
    assertUntold(ask(UNTOLD, EQUAL, TRUE), reason);
    assertUntold(ask(UNTOLD, IN, list(true)), reason);
  }
}

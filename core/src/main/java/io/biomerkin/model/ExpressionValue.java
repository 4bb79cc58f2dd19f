package io.biomerkin.model;

import io.biomerkin.model.Expression.Operator;
import java.util.List;
import java.util.Optional;

/**
 * What a condition comes to for one release. What cannot be told, such as which of a text and a
 * number is more, stays untold whatever is made of it: only what surely holds, holds.
 */
public final class ExpressionValue {

  private final Release release;

  private ExpressionValue(Release release) {
    this.release = release;
  }

  /**
   * Whether a condition holds.
   *
   * @param holds whether it surely does
   * @param reason why it does not, or why that cannot be told, e.g. {@code release.checks.scan is
   *     'skipped'}; empty when it holds
   */
  public record Outcome(boolean holds, String reason) {}

  /** Whether the condition holds for the release. */
  public static Outcome of(Expression condition, Release release) {
    Told told = new ExpressionValue(release).truth(condition);
    return told.is(true) ? new Outcome(true, "") : new Outcome(false, told.because());
  }

  /** A value that must be true or false. */
  private Told truth(Expression expression) {
    Told told = value(expression);
    if (told.value().isEmpty()) {
      return told.untold();
    }
    Object value = told.value().get();
    return value instanceof Boolean
        ? told
        : told.untold(Comparison.kind(value) + " is neither true nor false");
  }

  private Told value(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return Told.of(literal.value());
    }
    if (expression instanceof Expression.Items items) {
      return Told.of(items.items().stream().map(this::value).toList());
    }
    if (expression instanceof Expression.Property property) {
      return Told.of(property, ReleaseParts.value(release, property.path()));
    }
    if (expression instanceof Expression.Not not) {
      return truth(not.expression()).negated();
    }
    return operation((Expression.Operation) expression);
  }

  private Told operation(Expression.Operation operation) {
    Expression left = operation.left();
    Expression right = operation.right();
    return switch (operation.operator()) {
      case AND -> and(truth(left), truth(right));
      case OR -> or(truth(left), truth(right));
      case IN -> oneOf(value(left), value(right));
      case CONTAINS -> contains(value(left), value(right));
      case NOT_EQUAL -> ask(Operator.EQUAL, value(left), value(right)).negated();
      default -> ask(operation.operator(), value(left), value(right));
    };
  }

  private static Told and(Told left, Told right) {
    return Told.those(told -> told.is(false), left, right)
        .or(() -> Told.those(Told::isUntold, left, right))
        .orElseGet(() -> left.with(right));
  }

  private static Told or(Told left, Told right) {
    Told both = left.with(right);
    return Told.those(told -> told.is(true), left, right)
        .orElseGet(() -> left.isUntold() || right.isUntold() ? both.untold() : both);
  }

  private static Told ask(Operator operator, Told left, Told right) {
    Told both = left.with(right);
    if (left.isUntold() || right.isUntold()) {
      return both.untold();
    }
    if (left.isAbsent() || right.isAbsent()) {
      return operator == Operator.EQUAL ? both.as(false) : both.untold();
    }
    Object a = left.value().orElseThrow();
    Object b = right.value().orElseThrow();
    Optional<Boolean> holds = Comparison.holds(operator, a, b);
    return holds.map(both::as).orElseGet(() -> both.untold(Comparison.why(operator, a, b)));
  }

  private static Told contains(Told whole, Told part) {
    boolean isList = whole.value().filter(List.class::isInstance).isPresent();
    return isList ? oneOf(part, whole) : ask(Operator.CONTAINS, whole, part);
  }

  /** Whether it equals any item; an item of another kind leaves that untold. */
  private static Told oneOf(Told one, Told list) {
    if (!(list.value().orElse("") instanceof List<?> items)) {
      return ask(Operator.IN, one, list);
    }
    Told found = one.isUntold() ? one : one.as(false);
    for (Object item : items) {
      found = or(found, ask(Operator.EQUAL, one, (Told) item));
    }
    return found;
  }
}

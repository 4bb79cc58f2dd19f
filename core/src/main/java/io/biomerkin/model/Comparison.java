package io.biomerkin.model;

import io.biomerkin.model.Expression.Operator;
import java.util.Optional;

/** What is asked of two values that are there. */
final class Comparison {

  private Comparison() {}

  /** Whether it holds; empty when values of these kinds cannot be asked that. */
  static Optional<Boolean> holds(Operator operator, Object left, Object right) {
    if (operator == Operator.EQUAL && kind(left).equals(kind(right))) {
      return Optional.of(left.equals(right));
    }
    if (left instanceof String a && right instanceof String b) {
      return switch (operator) {
        case CONTAINS -> Optional.of(a.contains(b));
        case STARTS_WITH -> Optional.of(a.startsWith(b));
        case ENDS_WITH -> Optional.of(a.endsWith(b));
        default -> inOrder(operator, a.compareTo(b));
      };
    }
    if (left instanceof Integer a && right instanceof Integer b) {
      return inOrder(operator, a.compareTo(b));
    }
    return Optional.empty();
  }

  private static Optional<Boolean> inOrder(Operator operator, int order) {
    return switch (operator) {
      case LESS -> Optional.of(order < 0);
      case AT_MOST -> Optional.of(order <= 0);
      case MORE -> Optional.of(order > 0);
      case AT_LEAST -> Optional.of(order >= 0);
      default -> Optional.empty();
    };
  }

  /** Why two values cannot be asked that. */
  static String why(Operator operator, Object left, Object right) {
    return kind(left) + " and " + kind(right) + " cannot be compared by '" + operator.sign() + "'";
  }

  static String kind(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Integer) {
      return "a number";
    }
    return value instanceof Boolean ? "a truth value" : "a list";
  }

  /** As it is written in a condition. */
  static String text(Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }
}

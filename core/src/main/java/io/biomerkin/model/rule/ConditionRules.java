package io.biomerkin.model.rule;

import io.biomerkin.model.Expression;
import io.biomerkin.model.Expression.Operator;
import io.biomerkin.model.ReleaseParts;
import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Conditions: they ask something, and of parts that a release has. */
final class ConditionRules {

  private final Collected found;

  ConditionRules(Collected found) {
    this.found = found;
  }

  /** Something that must be true or false: no part of a release is that by itself. */
  void condition(String path, Expression expression) {
    if (expression instanceof Expression.Property property) {
      if (property(path, property.path())) {
        String name = name(property.path());
        found.add(
            ProblemCode.WRONG_VALUE,
            path,
            name + " is neither true nor false",
            "compare it: " + name + " == …");
      }
    } else if (expression instanceof Expression.Items
        || (expression instanceof Expression.Literal literal
            && !(literal.value() instanceof Boolean))) {
      found.add(
          ProblemCode.WRONG_VALUE,
          path,
          "a condition asks something of the release",
          "as in release.checks.scan == 'passed'");
    } else {
      value(path, expression);
    }
  }

  private void value(String path, Expression expression) {
    if (expression instanceof Expression.Property property) {
      property(path, property.path());
    } else if (expression instanceof Expression.Not not) {
      condition(path + ".expression", not.expression());
    } else if (expression instanceof Expression.Operation operation) {
      operation(path, operation);
    }
  }

  private void operation(String path, Expression.Operation operation) {
    String left = path + ".left";
    String right = path + ".right";
    if (operation.operator() == Operator.AND || operation.operator() == Operator.OR) {
      condition(left, operation.left());
      condition(right, operation.right());
      return;
    }
    value(left, operation.left());
    value(right, operation.right());
    if (operation.operator() == Operator.IN && !(operation.right() instanceof Expression.Items)) {
      found.add(ProblemCode.WRONG_VALUE, right, "'in' takes a list", "write it as in ['a', 'b']");
    }
  }

  /** Whether a release can have it. */
  private boolean property(String path, List<String> names) {
    String first = names.get(0);
    if (!ReleaseParts.names().contains(first)) {
      return unknown(path, "a release", first, ReleaseParts.names());
    }
    Optional<List<String>> within = ReleaseParts.within(first);
    int whole = within.isPresent() ? 2 : 1;
    if (names.size() < whole) {
      String example = within.orElseThrow().stream().findFirst().orElse("NAME");
      return wrong(
          path, name(names) + " is several values", "name one: " + name(names) + "." + example);
    }
    if (names.size() > whole) {
      String value = name(names.subList(0, whole));
      return wrong(path, value + " is one value, it has no '" + names.get(whole) + "'", "");
    }
    List<String> known = within.orElse(List.of());
    return known.isEmpty()
        || known.contains(names.get(1))
        || unknown(path, name(names.subList(0, 1)), names.get(1), known);
  }

  private boolean wrong(String path, String what, String next) {
    found.add(ProblemCode.WRONG_VALUE, path, what, next);
    return false;
  }

  private boolean unknown(String path, String whole, String part, List<String> known) {
    String hint = DidYouMean.hint(part, known);
    found.add(
        ProblemCode.UNKNOWN_WORD,
        path,
        whole + " has no '" + part + "'",
        hint.isEmpty() ? "it has " + String.join(", ", known) : hint);
    return false;
  }

  private static String name(List<String> path) {
    return "release." + String.join(".", path);
  }
}

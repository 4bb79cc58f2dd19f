package io.biomerkin.dsl.read;

import io.biomerkin.model.Expression;
import io.biomerkin.model.Expression.Operator;
import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.ProblemCode;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * Reads the syntax tree of a condition into the model: values, parts of the release, and what can
 * be asked of them. Everything else is refused where it stands.
 */
final class Conditions {

  /** A condition that goes on and on would end the stack of whoever walks over it. */
  private static final int DEEPEST = 100;

  private static final Map<Integer, Operator> SIGNS =
      Map.of(
          Types.LOGICAL_AND, Operator.AND,
          Types.LOGICAL_OR, Operator.OR,
          Types.COMPARE_EQUAL, Operator.EQUAL,
          Types.COMPARE_NOT_EQUAL, Operator.NOT_EQUAL,
          Types.COMPARE_LESS_THAN, Operator.LESS,
          Types.COMPARE_LESS_THAN_EQUAL, Operator.AT_MOST,
          Types.COMPARE_GREATER_THAN, Operator.MORE,
          Types.COMPARE_GREATER_THAN_EQUAL, Operator.AT_LEAST,
          Types.KEYWORD_IN, Operator.IN);

  private static final Map<String, Operator> METHODS =
      Map.of(
          "contains", Operator.CONTAINS,
          "startsWith", Operator.STARTS_WITH,
          "endsWith", Operator.ENDS_WITH);

  private final Findings findings;
  private final String release;
  private int depth;
  private boolean isTooDeep;

  private Conditions(Findings findings, String release) {
    this.findings = findings;
    this.release = release;
  }

  /** The condition, or empty when something in it was refused, which is then reported. */
  static Optional<Expression> read(ClosureExpression closure, String path, Findings findings) {
    return ConditionForm.parameter(closure, findings)
        .flatMap(
            name ->
                ConditionForm.expression(closure, findings)
                    .flatMap(one -> new Conditions(findings, name).expression(one, path)));
  }

  private Optional<Expression> expression(ASTNode node, String path) {
    findings.declare(path, Position.of(node));
    if (depth == DEEPEST) {
      return tooDeep(node);
    }
    depth++;
    try {
      return construct(node, path);
    } finally {
      depth--;
    }
  }

  private Optional<Expression> tooDeep(ASTNode node) {
    if (!isTooDeep) {
      isTooDeep = true;
      wrong(node, "the condition has too many parts", "make several checks of it");
    }
    return Optional.empty();
  }

  private Optional<Expression> construct(ASTNode node, String path) {
    if (node instanceof ConstantExpression || node instanceof UnaryMinusExpression) {
      return literal(node);
    }
    if (node instanceof ListExpression list) {
      return items(list);
    }
    if (node instanceof VariableExpression || node instanceof PropertyExpression) {
      return property(node);
    }
    if (node instanceof NotExpression not) {
      return expression(not.getExpression(), path + ".expression").map(Expression.Not::new);
    }
    if (node instanceof MethodCallExpression call) {
      return method(call, path);
    }
    if (node instanceof BinaryExpression binary && !(node instanceof DeclarationExpression)) {
      return binary(binary, path);
    }
    return refuse(node, ConditionForm.name(node), "");
  }

  private Optional<Expression> literal(ASTNode node) {
    if (node instanceof UnaryMinusExpression minus) {
      return minus.getExpression() instanceof ConstantExpression constant
              && constant.getValue() instanceof Integer number
          ? Optional.of(new Expression.Literal(-number))
          : refuse(minus, ConditionForm.name(minus), "");
    }
    Object value = ((ConstantExpression) node).getValue();
    if (value instanceof String || value instanceof Integer || value instanceof Boolean) {
      return Optional.of(new Expression.Literal(value));
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return wrong(node, value + " is too large a number", "");
    }
    return value instanceof Number
        ? wrong(node, value + " is no whole number", "")
        : refuse(node, "null", "");
  }

  private Optional<Expression> items(ListExpression list) {
    List<Expression> items = new ArrayList<>();
    for (ASTNode item : list.getExpressions()) {
      if (item instanceof ConstantExpression || item instanceof UnaryMinusExpression) {
        literal(item).ifPresent(items::add);
      } else {
        refuse(item, "a list of anything but texts, whole numbers, true and false", "");
      }
    }
    return Optional.of(items)
        .filter(all -> all.size() == list.getExpressions().size())
        .map(Expression.Items::new);
  }

  private Optional<Expression> property(ASTNode node) {
    Deque<String> path = new ArrayDeque<>();
    ASTNode whole = node;
    while (whole instanceof PropertyExpression part) {
      if (part instanceof AttributeExpression || part.isSafe() || part.isSpreadSafe()) {
        return refuse(part.getProperty(), "this form of access", "write it as " + release + ".id");
      }
      if (!(part.getProperty() instanceof ConstantExpression name)) {
        return refuse(part.getProperty(), "a computed name", "");
      }
      path.push(String.valueOf(name.getValue()));
      whole = part.getObjectExpression();
    }
    if (!(whole instanceof VariableExpression variable)) {
      return refuse(node, ConditionForm.name(node), "");
    }
    if (!variable.getName().equals(release)) {
      return stranger(variable);
    }
    return path.isEmpty()
        ? wrong(node, "'" + release + "' is the whole record", "name a part: " + release + ".id")
        : Optional.of(new Expression.Property(List.copyOf(path)));
  }

  private Optional<Expression> stranger(VariableExpression variable) {
    String hint = DidYouMean.hint(variable.getName(), List.of(release));
    return refuse(
        variable,
        "the name '" + variable.getName() + "'",
        hint.isEmpty() ? "a condition knows only '" + release + "'; a text needs quotes" : hint);
  }

  private Optional<Expression> binary(BinaryExpression binary, String path) {
    Token sign = binary.getOperation();
    Operator operator = SIGNS.get(sign.getType());
    if (operator == null) {
      findings.forbid(
          new Position(sign.getStartLine(), sign.getStartColumn()),
          "'" + sign.getText() + "'",
          ConditionForm.instead(sign));
      return Optional.empty();
    }
    return operation(operator, binary.getLeftExpression(), binary.getRightExpression(), path);
  }

  private Optional<Expression> method(MethodCallExpression call, String path) {
    String name = String.valueOf(call.getMethodAsString());
    Operator operator = METHODS.get(name);
    if (operator == null || call.isImplicitThis() || call.isSafe() || call.isSpreadSafe()) {
      return refuse(
          call.getMethod(),
          "a call of '" + name + "'",
          "a condition has contains, startsWith and endsWith");
    }
    Optional<String> dumb = ConditionForm.dumb(call.getObjectExpression(), operator);
    if (dumb.isPresent()) {
      return refuse(call.getMethod(), "a call of '" + name + "' on " + dumb.get(), "");
    }
    if (!(call.getArguments() instanceof ArgumentListExpression arguments)
        || arguments.getExpressions().size() != 1) {
      return wrong(call.getMethod(), "'" + name + "' takes one value", "");
    }
    return operation(operator, call.getObjectExpression(), arguments.getExpression(0), path);
  }

  /** Both sides are read, so that the mistakes of both are told. */
  private Optional<Expression> operation(
      Operator operator, ASTNode left, ASTNode right, String path) {
    Optional<Expression> first = expression(left, path + ".left");
    Optional<Expression> second = expression(right, path + ".right");
    return first.flatMap(a -> second.map(b -> new Expression.Operation(operator, a, b)));
  }

  private Optional<Expression> refuse(ASTNode node, String construct, String next) {
    findings.forbid(Position.of(node), construct, next);
    return Optional.empty();
  }

  private Optional<Expression> wrong(ASTNode node, String what, String next) {
    findings.report(Position.of(node), ProblemCode.WRONG_VALUE, what, next);
    return Optional.empty();
  }
}

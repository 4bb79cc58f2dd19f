package io.biomerkin.dsl.read;

import io.biomerkin.model.Expression.Operator;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Token;

/** The form that a condition must have: {@code { release -> one expression }}. */
final class ConditionForm {

  private static final String EXAMPLE = "{ release -> release.checks.scan == 'passed' }";

  /** Where a condition makes another name plainer. */
  private static final Map<String, String> NAMES =
      Map.of(
          "BitwiseNegationExpression", "a computation",
          "ClosureExpression", "a block",
          "DeclarationExpression", "a declaration",
          "ElvisOperatorExpression", "a choice by ?",
          "MapExpression", "a map",
          "PostfixExpression", "a computation",
          "PrefixExpression", "a computation",
          "TernaryExpression", "a choice by ?",
          "UnaryMinusExpression", "a computation",
          "UnaryPlusExpression", "a computation");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "=", "to compare, write ==",
          "[", "name the part: release.checks.scan",
          "&", "write &&",
          "|", "write ||",
          "===", "write ==",
          "!==", "write !=",
          "!in", "write !(… in …)");

  private ConditionForm() {}

  /** What the condition calls the release. */
  static Optional<String> parameter(ClosureExpression closure, Findings findings) {
    Parameter[] parameters = closure.getParameters();
    if (parameters == null || parameters.length != 1) {
      findings.report(
          Position.of(closure),
          ProblemCode.WRONG_VALUE,
          "a condition is about one release, which it names",
          "write it as " + EXAMPLE);
      return Optional.empty();
    }
    Parameter only = parameters[0];
    if (!only.isDynamicTyped()
        || only.hasInitialExpression()
        || !only.getAnnotations().isEmpty()
        || only.getModifiers() != 0) {
      findings.forbid(Position.of(only), "this form of parameter", "write it as " + EXAMPLE);
      return Optional.empty();
    }
    return Optional.of(only.getName());
  }

  /** The one expression that it consists of. */
  static Optional<Expression> expression(ClosureExpression closure, Findings findings) {
    List<Statement> statements =
        closure.getCode() instanceof BlockStatement block ? block.getStatements() : List.of();
    if (statements.isEmpty()) {
      findings.report(
          Position.of(closure),
          ProblemCode.WRONG_VALUE,
          "the condition asks nothing",
          "write it as " + EXAMPLE);
      return Optional.empty();
    }
    if (statements.size() > 1) {
      findings.forbid(
          Position.of(statements.get(1)),
          "more than one expression in a condition",
          "join them with && at the end of a line");
      return Optional.empty();
    }
    Statement only = statements.get(0);
    if (only instanceof ExpressionStatement statement && only.getStatementLabels() == null) {
      return Optional.of(statement.getExpression());
    }
    findings.forbid(
        Position.of(only),
        only.getStatementLabels() == null ? Constructs.name(only) : "a label",
        "");
    return Optional.empty();
  }

  /** What it is that cannot be asked; empty for a text, a part of the release, items. */
  static Optional<String> dumb(Expression object, Operator operator) {
    if (object instanceof PropertyExpression || object instanceof VariableExpression) {
      return Optional.empty();
    }
    if (object instanceof ListExpression) {
      return operator == Operator.CONTAINS ? Optional.empty() : Optional.of("a list");
    }
    if (object instanceof ConstantExpression constant && !constant.isNullExpression()) {
      return Optional.of(constant.getValue())
          .filter(value -> !(value instanceof String))
          .map(Arguments::describe);
    }
    return Optional.of("something");
  }

  static String name(ASTNode node) {
    return NAMES.getOrDefault(node.getClass().getSimpleName(), Constructs.name(node));
  }

  /** What was probably meant by a sign that a condition does not have. */
  static String instead(Token sign) {
    return INSTEAD.getOrDefault(sign.getText(), "");
  }
}

package io.biomerkin.dsl.read;

import io.biomerkin.dsl.words.Block;
import io.biomerkin.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Reads the syntax tree of a blueprint: words with their arguments, values, blocks, and names given
 * to values. Everything else is refused where it stands; nothing of the file is ever compiled or
 * run, so there is nothing that it could reach.
 */
final class Interpreter {

  /** Takes the place of a value that was refused, so that it is not reported a second time. */
  static final Object REFUSED = new Object();

  private final Findings findings;
  private final Words words;
  private final List<String> lines;
  private final Map<String, Object> named = new HashMap<>();

  Interpreter(Findings findings, String text) {
    this.findings = findings;
    this.lines = text.lines().toList();
    this.words = new Words(findings);
  }

  /** Reads the whole file into its outermost block. */
  void read(ModuleNode module, Block script) {
    if (module.hasPackage()) {
      refuse(module.getPackage(), "a package");
    }
    module.getImports().forEach(i -> refuse(i, "an import"));
    module.getStarImports().forEach(i -> refuse(i, "an import"));
    module.getStaticImports().values().forEach(i -> refuse(i, "an import"));
    module.getStaticStarImports().values().forEach(i -> refuse(i, "an import"));
    module.getMethods().forEach(m -> refuse(m, "a method"));
    module.getClasses().stream()
        .filter(c -> !c.isScript())
        .filter(c -> !c.getName().equals(module.getMainClassName()))
        .forEach(c -> refuse(c, "a class"));
    statements(module.getStatementBlock(), script);
  }

  void statements(Statement statement, Block block) {
    if (statement instanceof BlockStatement many) {
      many.getStatements().forEach(one -> statements(one, block));
    } else if (statement instanceof ExpressionStatement expression) {
      statement(expression.getExpression(), block);
    } else if (statement instanceof ReturnStatement last) {
      statement(last.getExpression(), block);
    } else if (!(statement instanceof EmptyStatement)) {
      refuse(statement, Constructs.name(statement));
    }
  }

  private void statement(Expression expression, Block block) {
    if (expression instanceof MethodCallExpression call) {
      call(call, block);
    } else if (expression instanceof DeclarationExpression declaration) {
      declare(declaration, block);
    } else if (expression instanceof VariableExpression word) {
      Object value = variable(word, block);
      if (value != REFUSED) {
        report(word, "the bare word '" + word.getName() + "' does nothing by itself");
      }
    } else if (expression instanceof ConstantExpression constant) {
      if (!constant.isNullExpression()) {
        report(constant, "a value by itself does nothing; a word belongs before it");
      }
    } else {
      refuse(expression, Constructs.name(expression));
    }
  }

  private void declare(DeclarationExpression declaration, Block block) {
    if (!(declaration.getLeftExpression() instanceof VariableExpression variable)
        || !declaration.getAnnotations().isEmpty()) {
      refuse(declaration, "this form of declaration");
      return;
    }
    named.put(variable.getName(), value(declaration.getRightExpression(), block));
  }

  /** The value of an expression, or {@link #REFUSED}. */
  Object value(Expression expression, Block block) {
    if (expression instanceof ConstantExpression constant) {
      return constant.isNullExpression() ? refuse(constant, "null") : constant(constant);
    }
    if (expression instanceof VariableExpression variable) {
      return variable(variable, block);
    }
    if (expression instanceof MethodCallExpression call) {
      return call(call, block);
    }
    if (expression instanceof ListExpression list) {
      return list(list.getExpressions(), block);
    }
    if (expression instanceof MapExpression map) {
      return map(map, block);
    }
    if (expression instanceof ClosureExpression closure) {
      return closure(closure);
    }
    if (expression instanceof UnaryMinusExpression minus) {
      return minus(minus, block);
    }
    return refuse(expression, Constructs.name(expression));
  }

  private Object constant(ConstantExpression constant) {
    if (constant.getValue() instanceof String text) {
      Optional<String> letter = Unprintable.in(text);
      if (letter.isPresent()) {
        report(constant, "the text holds " + letter.get() + ", which no name or value can have");
        return REFUSED;
      }
    }
    return constant.getValue();
  }

  private Object variable(VariableExpression variable, Block block) {
    String name = variable.getName();
    if (named.containsKey(name)) {
      return named.get(name);
    }
    if (variable.isThisExpression() || variable.isSuperExpression()) {
      return refuse(variable, "'" + name + "'");
    }
    return words.bareWord(block, name, Position.of(variable));
  }

  private Object list(List<Expression> expressions, Block block) {
    List<Object> values = new ArrayList<>();
    for (Expression expression : expressions) {
      Object value = value(expression, block);
      if (value == REFUSED) {
        return REFUSED;
      }
      values.add(value);
    }
    return values;
  }

  private Object map(MapExpression map, Block block) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (MapEntryExpression entry : map.getMapEntryExpressions()) {
      Object value = value(entry.getValueExpression(), block);
      if (!(entry.getKeyExpression() instanceof ConstantExpression key)) {
        return refuse(entry, "a computed name");
      }
      if (value == REFUSED) {
        return REFUSED;
      }
      values.put(String.valueOf(key.getValue()), value);
    }
    return values;
  }

  private Object minus(UnaryMinusExpression minus, Block block) {
    Object value = value(minus.getExpression(), block);
    if (value instanceof Integer number) {
      return -number;
    }
    return value == REFUSED ? REFUSED : refuse(minus, Constructs.name(minus));
  }

  private Object closure(ClosureExpression closure) {
    if (closure.getParameters() != null && closure.getParameters().length > 0) {
      return refuse(closure, "a block with parameters");
    }
    return new ReadBlock(this, closure.getCode());
  }

  private Object call(MethodCallExpression call, Block block) {
    if (!call.isImplicitThis() || call.isSafe() || call.isSpreadSafe()) {
      return refuseChain(call);
    }
    if (!(call.getMethod() instanceof ConstantExpression method)) {
      return refuse(call, "a computed name");
    }
    List<Object> arguments = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    Map<String, Object> options = new LinkedHashMap<>();
    Map<String, Position> optionPositions = new LinkedHashMap<>();
    boolean takesCondition = words.takesCondition(block, method.getText());
    boolean refused = false;
    for (Expression argument : arguments(call)) {
      if (argument instanceof MapExpression map && !isLiteral(map)) {
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
          Object value = value(entry.getValueExpression(), block);
          refused |= value == REFUSED;
          String name = String.valueOf(entry.getKeyExpression().getText());
          options.put(name, value);
          optionPositions.put(name, Position.of(entry.getValueExpression()));
        }
      } else {
        Object value =
            argument instanceof ClosureExpression condition && takesCondition
                ? new ReadCondition(findings, condition)
                : value(argument, block);
        refused |= value == REFUSED;
        arguments.add(value);
        positions.add(Position.of(argument));
      }
    }
    Call site = new Call(method.getText(), Position.of(method), positions, optionPositions);
    if (refused) {
      words.requireKnown(block, site);
      return REFUSED;
    }
    return words.invoke(block, site, options, arguments);
  }

  /** {@code [a: 1]} is a value; {@code a: 1} are named arguments. The tree does not tell which. */
  private boolean isLiteral(MapExpression map) {
    int line = map.getLineNumber() - 1;
    int column = map.getColumnNumber() - 1;
    return line >= 0
        && line < lines.size()
        && column >= 0
        && column < lines.get(line).length()
        && lines.get(line).charAt(column) == '[';
  }

  private static List<Expression> arguments(MethodCallExpression call) {
    Expression arguments = call.getArguments();
    if (arguments instanceof ArgumentListExpression list) {
      return list.getExpressions();
    }
    return arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(arguments);
  }

  private Object refuseChain(MethodCallExpression call) {
    Expression object = call.getObjectExpression();
    if (object instanceof MethodCallExpression before && before.isImplicitThis()) {
      findings.report(
          Position.of(call.getMethod()),
          ProblemCode.FORBIDDEN,
          "'" + call.getMethodAsString() + "' follows another word on its line",
          "begin a new line, or put a semicolon before it");
      return REFUSED;
    }
    return refuse(call, "a call of '" + call.getMethodAsString() + "' on something");
  }

  private void report(ASTNode node, String what) {
    findings.report(Position.of(node), ProblemCode.WRONG_VALUE, what, "");
  }

  private Object refuse(ASTNode node, String construct) {
    findings.forbid(Position.of(node), construct, "");
    return REFUSED;
  }
}

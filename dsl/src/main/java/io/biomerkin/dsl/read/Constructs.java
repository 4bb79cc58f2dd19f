package io.biomerkin.dsl.read;

import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;

/** What people call the constructs of Groovy that a blueprint must not have. */
final class Constructs {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("AssertStatement", "assert"),
          Map.entry("AttributeExpression", "access to a field"),
          Map.entry("BinaryExpression", "an assignment or a computation"),
          Map.entry("BooleanExpression", "a condition"),
          Map.entry("CastExpression", "a cast"),
          Map.entry("CatchStatement", "catch"),
          Map.entry("ClosureExpression", "a block without a word before it"),
          Map.entry("ClassExpression", "a class"),
          Map.entry("ConstructorCallExpression", "new"),
          Map.entry("DoWhileStatement", "a loop"),
          Map.entry("ElvisOperatorExpression", "a condition"),
          Map.entry("ForStatement", "a loop"),
          Map.entry("GStringExpression", "a text with ${…}"),
          Map.entry("IfStatement", "if"),
          Map.entry("LambdaExpression", "a lambda"),
          Map.entry("ListExpression", "a list without a word before it"),
          Map.entry("MapExpression", "a map without a word before it"),
          Map.entry("MethodPointerExpression", "a method pointer"),
          Map.entry("MethodReferenceExpression", "a method reference"),
          Map.entry("NotExpression", "a condition"),
          Map.entry("PropertyExpression", "access to a property"),
          Map.entry("RangeExpression", "a range"),
          Map.entry("ReturnStatement", "return"),
          Map.entry("SpreadExpression", "a spread"),
          Map.entry("SpreadMapExpression", "a spread"),
          Map.entry("StaticMethodCallExpression", "a static call"),
          Map.entry("SwitchStatement", "switch"),
          Map.entry("SynchronizedStatement", "synchronized"),
          Map.entry("TernaryExpression", "a condition"),
          Map.entry("ThrowStatement", "throw"),
          Map.entry("TryCatchStatement", "try"),
          Map.entry("WhileStatement", "a loop"));

  private Constructs() {}

  static String name(ASTNode node) {
    return NAMES.getOrDefault(node.getClass().getSimpleName(), "this");
  }
}

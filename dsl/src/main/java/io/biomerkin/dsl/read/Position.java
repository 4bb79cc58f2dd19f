package io.biomerkin.dsl.read;

import org.codehaus.groovy.ast.ASTNode;

/**
 * A place in the file.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(int line, int column) implements Comparable<Position> {

  static Position of(ASTNode node) {
    return new Position(Math.max(1, node.getLineNumber()), Math.max(1, node.getColumnNumber()));
  }

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }
}

package io.biomerkin.dsl.read;

import groovy.lang.Closure;
import io.biomerkin.dsl.words.Block;
import org.codehaus.groovy.ast.stmt.Statement;

/** A block of the file as the closure that its word expects: calling it reads it. */
final class ReadBlock extends Closure<Void> {

  private static final long serialVersionUID = 1L;

  private final transient Interpreter interpreter;
  private final transient Statement code;

  ReadBlock(Interpreter interpreter, Statement code) {
    super(null);
    this.interpreter = interpreter;
    this.code = code;
  }

  /** Reads the block into its delegate, and nowhere else. */
  @Override
  public Void call() {
    interpreter.statements(code, (Block) getDelegate());
    return null;
  }
}

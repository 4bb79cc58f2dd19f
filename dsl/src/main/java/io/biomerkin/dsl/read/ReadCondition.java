package io.biomerkin.dsl.read;

import groovy.lang.Closure;
import io.biomerkin.dsl.words.ConditionBlock;
import org.codehaus.groovy.ast.expr.ClosureExpression;

/** A condition of the file as the closure that its word expects: calling it reads it. */
final class ReadCondition extends Closure<Void> {

  private static final long serialVersionUID = 1L;

  private final transient Findings findings;
  private final transient ClosureExpression condition;

  ReadCondition(Findings findings, ClosureExpression condition) {
    super(null);
    this.findings = findings;
    this.condition = condition;
  }

  /** Reads the condition into its delegate. */
  @Override
  public Void call() {
    ConditionBlock block = (ConditionBlock) getDelegate();
    Conditions.read(condition, ConditionBlock.path(block), findings)
        .ifPresent(holds -> ConditionBlock.fill(block, holds));
    return null;
  }
}

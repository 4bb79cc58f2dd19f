package io.biomerkin.dsl.words;

import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Expression;

/**
 * {@code { release -> … }}: what must be true of a release. One condition and no words, not even
 * those of the blocks around it.
 */
public final class ConditionBlock extends Block {

  private final String path;

  /** What was refused takes no second blame. */
  private Expression holds = new Expression.Literal(true);

  ConditionBlock(Findings findings, String path) {
    super(findings, "a condition");
    this.path = path;
  }

  /** Where in the model the condition is to stand. */
  public static String path(ConditionBlock block) {
    return block.path;
  }

  /** Takes the condition that was read. */
  public static void fill(ConditionBlock block, Expression condition) {
    block.holds = condition;
  }

  Expression holds() {
    return holds;
  }
}

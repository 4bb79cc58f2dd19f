package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.PromotionRule;
import java.util.ArrayList;
import java.util.List;

/** {@code promotion { }}: how releases move between environments. */
public final class PromotionBlock extends Block {

  private final List<PromotionRule> rules = new ArrayList<>();

  PromotionBlock(Findings findings) {
    super(findings, "promotion { }");
  }

  /** The rule of an environment: {@code to('staging') { from 'dev'; requires verified }}. */
  public void to(
      String environment,
      @DelegatesTo(value = PromotionRuleBlock.class, strategy = Closure.DELEGATE_ONLY)
          Closure<?> body) {
    String path = "promotions[" + rules.size() + "]";
    findings.declareArgument(path, 0);
    PromotionRuleBlock block = read(new PromotionRuleBlock(findings, path, environment), body);
    rules.add(block.rule());
  }

  List<PromotionRule> rules() {
    return rules;
  }
}

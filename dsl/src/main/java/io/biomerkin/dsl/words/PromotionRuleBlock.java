package io.biomerkin.dsl.words;

import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code to('environment') { }}: where a release must come from, and what it must fulfil. */
public final class PromotionRuleBlock extends Block {

  private final String path;
  private final String to;
  private @Nullable String from;
  private final List<Requirement> requirements = new ArrayList<>();

  PromotionRuleBlock(Findings findings, String path, String to) {
    super(findings, "to('" + to + "') { }");
    this.path = path;
    this.to = to;
  }

  /** The environment that the release must run in: {@code from 'dev'}. Mandatory. */
  public void from(String environment) {
    findings.declareArgument(path + ".from", 0);
    from = environment;
  }

  /** What it must fulfil there: {@code requires verified, soaked(hours(1)), approvals(2)}. */
  public void requires(Requirement... all) {
    for (int i = 0; i < all.length; i++) {
      findings.declareArgument(path + ".requirements[" + (requirements.size() + i) + "]", i);
    }
    requirements.addAll(Arrays.asList(all));
  }

  /** Its verification passed. */
  public Requirement getVerified() {
    return new PromotionRule.Verified();
  }

  /** It has run for a while. */
  public Requirement soaked(Duration time) {
    return new PromotionRule.Soaked(time);
  }

  /** People other than its deployer approved it. */
  public Requirement approvals(int count) {
    return new PromotionRule.Approvals(count);
  }

  PromotionRule rule() {
    if (from == null) {
      findings.report(
          findings.call().position(),
          ProblemCode.MISSING,
          "the rule for '" + to + "' does not say where releases come from",
          "add from 'ENVIRONMENT'");
    }
    return new PromotionRule(to, from == null ? "" : from, requirements);
  }
}

package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * What it must fulfil: {@code requires verified, soaked(hours(1)), approvals(2)}. May stand
   * several times.
   */
  public void requires(Requirement... all) {
    for (int i = 0; i < all.length; i++) {
      findings.declareArgument(path + ".requirements[" + (requirements.size() + i) + "]", i);
    }
    requirements.addAll(Arrays.asList(all));
  }

  /**
   * What must be true of its record besides: {@code check('scanned') { release ->
   * release.checks.scan == 'passed' }}. The condition compares parts of the record with {@code ==
   * != < <= > >= in}, {@code contains}, {@code startsWith} and {@code endsWith}, joined by {@code
   * &&}, {@code ||} and {@code !}. It is read, never run.
   */
  public void check(
      String name,
      @DelegatesTo(value = ConditionBlock.class, strategy = Closure.DELEGATE_ONLY)
          @ClosureParams(value = SimpleType.class, options = "io.biomerkin.dsl.words.ReleaseRecord")
          Closure<?> condition) {
    String place = path + ".requirements[" + requirements.size() + "]";
    findings.declareArgument(place, 0);
    ConditionBlock block = read(new ConditionBlock(findings, place + ".holds"), condition);
    requirements.add(new PromotionRule.Condition(name, block.holds()));
  }

  /** Its verification in the environment it comes from passed. */
  public Requirement getVerified() {
    return new PromotionRule.Verified();
  }

  /** The signature of its commit is good. */
  public Requirement getSignedCommit() {
    return new PromotionRule.SignedCommit();
  }

  /** It has run for a while in the environment it comes from: {@code soaked(hours(1))}. */
  public Requirement soaked(Duration time) {
    return new PromotionRule.Soaked(time);
  }

  /** Its commit is part of a branch: {@code branch('main')}. */
  public Requirement branch(String name) {
    return new PromotionRule.Branch(name);
  }

  /**
   * People other than its deployer approved it: {@code approvals(2, signed: true, independent:
   * true, within: days(7))}. Signed: only good signatures count. Independent: neither does the
   * author of its commit. Within: how long an approval is valid.
   */
  public Requirement approvals(
      @NamedParams({
            @NamedParam(value = "signed", type = Boolean.class),
            @NamedParam(value = "independent", type = Boolean.class),
            @NamedParam(value = "within", type = Duration.class)
          })
          Map<String, Object> options,
      int count) {
    return new PromotionRule.Approvals(
        count,
        (Boolean) options.getOrDefault("signed", false),
        (Boolean) options.getOrDefault("independent", false),
        Optional.ofNullable((Duration) options.get("within")));
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

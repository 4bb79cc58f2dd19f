package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.History;
import io.biomerkin.deploy.gate.Rejections.Rejected;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.ledger.Trigger;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Checklist.Item;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.Release;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a release may come into an environment. The rules are those of the blueprint that
 * is checked out, so that a release cannot loosen its own.
 */
public final class Gate {

  private final Site target;
  private final PromotionRule rule;

  private Gate(Site target, PromotionRule rule) {
    this.target = target;
    this.rule = rule;
  }

  /** The gate of a site; empty when no promotion rule guards it. */
  public static Optional<Gate> of(Site target) {
    return target
        .policy()
        .promotionTo(target.environment().name())
        .map(rule -> new Gate(target, rule));
  }

  /** The rollback that took a release back, unless it has run again since. */
  public static Optional<Release> takenBack(History history, Release release) {
    return TakenBack.by(history, Content.of(release));
  }

  /** The rule that it keeps. */
  public PromotionRule rule() {
    return rule;
  }

  /**
   * Looks at every rule.
   *
   * @param history what the ledger and the stack tell of the target
   * @param promoter who lets the release through; empty when nobody does yet
   * @param emergency whether an emergency passes the rules: a rejection it never does
   */
  public Checklist check(
      Candidate candidate, History history, Optional<String> promoter, boolean emergency) {
    Optional<Release> rollback = takenBack(history, candidate.release());
    Facts facts =
        new Facts(
            target,
            rule,
            candidate.origin(),
            candidate.release(),
            candidate.source(),
            history,
            promoter,
            Trigger.ofThisProcess(),
            target.now());
    Requirements requirements = new Requirements(facts, rollback.map(Release::at));
    List<Item> items = new ArrayList<>();
    items.add(origin(facts));
    rule.requirements().forEach(requirement -> items.add(requirements.item(requirement)));
    if (rollback.isPresent() && rule.all(Approvals.class).isEmpty()) {
      items.add(anew(requirements, rollback.get()));
    }
    items.addAll(EnvironmentGate.items(environment(), target.now()));
    if (emergency) {
      items.replaceAll(item -> item.state() == Checklist.State.NOT_MET ? item.overridden() : item);
    }
    items.add(0, notRejected(Content.of(candidate.release())));
    return new Checklist(
        rule.to(),
        Optional.of(candidate.origin()),
        items,
        notes(candidate),
        target.command("promote"));
  }

  /** The environment as the blueprint that is checked out declares it. */
  private Environment environment() {
    return target.policy().environment(rule.to()).orElseGet(target::environment);
  }

  private Item origin(Facts facts) {
    String words = "released in " + rule.from();
    if (!facts.origin().environment().equals(rule.from())) {
      return Item.missing(
          ProblemCode.PROMOTION_REQUIRED,
          words,
          "release " + facts.candidate().id() + " is one of " + facts.origin().environment(),
          "promote it to " + rule.from() + " first");
    }
    return facts.isFuture(facts.candidate().at())
        ? Item.missing(
            ProblemCode.PROMOTION_REQUIRED,
            words,
            "release "
                + facts.candidate().id()
                + " is dated "
                + facts.candidate().at()
                + ", in the future",
            "see whether the clock of this machine is right")
        : Item.met(
            ProblemCode.PROMOTION_REQUIRED,
            words,
            facts.candidate().at() + " by " + facts.candidate().by());
  }

  private static Item anew(Requirements requirements, Release rollback) {
    return requirements.approvals(
        "approved anew, as " + rollback.id() + " took it back",
        new Approvals(1, false, false, Optional.empty()));
  }

  /**
   * The same for sources that no release of the environment before was made of.
   *
   * @param emergency whether an emergency passes that
   */
  public Checklist checkUnknown(Content content, boolean emergency) {
    List<Item> items = new ArrayList<>();
    items.add(
        Item.missing(
            ProblemCode.PROMOTION_REQUIRED,
            "released in " + rule.from(),
            "releases come here only from "
                + rule.from()
                + ", and none of its releases has this code and topology",
            target.other(rule.from()).command("deploy")
                + ", then "
                + target.command("promote")
                + "; -Demergency=\"reason\" overrides the rule, and the release marker says so"));
    items.addAll(EnvironmentGate.items(environment(), target.now()));
    if (emergency) {
      items.replaceAll(item -> item.state() == Checklist.State.NOT_MET ? item.overridden() : item);
    }
    items.add(0, notRejected(content));
    return new Checklist(rule.to(), Optional.empty(), items, List.of(), target.command("deploy"));
  }

  private Item notRejected(Content content) {
    return Rejections.of(target)
        .of(content)
        .map(Gate::rejected)
        .orElseGet(() -> Item.met(ProblemCode.REJECTED, "not rejected", "nobody has"));
  }

  private static Item rejected(Rejected rejected) {
    return Item.missing(
        ProblemCode.REJECTED,
        "not rejected",
        rejected.words(),
        "change the sources, and let what comes of it earn its way");
  }

  /**
   * Refuses what must never run, whoever asks.
   *
   * @throws ProblemException when the content was rejected
   */
  public static void refuseRejected(Site site, Content content) {
    Rejections.of(site)
        .of(content)
        .map(Gate::rejected)
        .ifPresent(
            item -> {
              throw new ProblemException(
                  new Problem(
                      item.code(),
                      site.environment().name(),
                      "this is the same code and topology as before: " + item.evidence(),
                      item.next()));
            });
  }

  /** GitHub tells a name, and approvals have addresses. */
  private static Optional<String> unknown(Optional<String> trigger, String what) {
    return trigger
        .filter(who -> who.startsWith("github:"))
        .map(
            who ->
                who
                    + " started the pipeline "
                    + what
                    + ": which address that is cannot be known, unless it is one of GitHub's own");
  }

  private static List<String> notes(Candidate candidate) {
    List<String> notes = new ArrayList<>();
    unknown(candidate.release().triggeredBy(), "that deployed it").ifPresent(notes::add);
    unknown(Trigger.ofThisProcess(), "that lets it through").ifPresent(notes::add);
    return notes;
  }

  /** Where the rules of a release's own blueprint differ from those that hold. */
  public Optional<String> difference(io.biomerkin.model.Blueprint own) {
    boolean same =
        own.promotionTo(rule.to()).equals(Optional.of(rule))
            && freezes(own).equals(freezes(target.policy()));
    return same
        ? Optional.empty()
        : Optional.of(
            "the blueprint of the release has other rules for "
                + rule.to()
                + " than the commit that is checked out: the latter hold");
  }

  private Optional<List<Freeze>> freezes(io.biomerkin.model.Blueprint blueprint) {
    return blueprint.environment(rule.to()).map(Environment::freezes);
  }
}

package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.step.Words;
import io.biomerkin.ledger.Signature;
import io.biomerkin.model.Checklist.Item;
import io.biomerkin.model.ExpressionValue;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each requirement of a promotion rule, and whether a release fulfils it. */
final class Requirements {

  private static final ProblemCode CODE = ProblemCode.PROMOTION_REQUIRED;

  private final Facts facts;
  private final Optional<Instant> takenBack;

  /**
   * Decides by those facts.
   *
   * @param takenBack when a rollback took the release back; only later approvals count
   */
  Requirements(Facts facts, Optional<Instant> takenBack) {
    this.facts = facts;
    this.takenBack = takenBack;
  }

  Item item(Requirement requirement) {
    if (requirement instanceof PromotionRule.Soaked soaked) {
      return soaked(soaked.time());
    }
    if (requirement instanceof Approvals approvals) {
      return approvals(words(approvals), approvals);
    }
    if (requirement instanceof PromotionRule.Branch branch) {
      return branch(branch.name());
    }
    if (requirement instanceof PromotionRule.SignedCommit) {
      return signedCommit();
    }
    if (requirement instanceof PromotionRule.Condition condition) {
      return condition(condition);
    }
    return verified();
  }

  private Item verified() {
    String rule = "verified in " + facts.rule().from();
    Optional<Release> marker =
        facts.source().releases().stream()
            .filter(release -> release.runs().equals(facts.candidate().id()))
            .filter(release -> release.verification().isVerified())
            .findFirst();
    return marker
        .map(
            release ->
                Item.met(
                    CODE,
                    rule,
                    release.verification() + " checks, " + release.at() + ", tag " + tag(release)))
        .orElseGet(
            () ->
                Item.missing(
                    CODE,
                    rule,
                    "release "
                        + facts.candidate().id()
                        + " was never verified in "
                        + facts.rule().from(),
                    "deploy it there without -DskipValidation"));
  }

  private static String tag(Release release) {
    return release.application() + "/" + release.environment() + "/" + release.id();
  }

  private Item soaked(Duration wanted) {
    String rule = "soaked " + Words.duration(wanted) + " in " + facts.rule().from();
    Duration time = SoakTime.of(facts.source(), facts.candidate().id(), facts.now());
    if (time.compareTo(wanted) >= 0) {
      return Item.met(CODE, rule, "it has run there, verified, for " + Words.duration(time));
    }
    Instant ready = facts.now().plus(wanted.minus(time)).plusSeconds(1);
    return Item.missing(
        CODE,
        rule,
        "the release has run verified in "
            + facts.rule().from()
            + " for "
            + Words.duration(time)
            + " of "
            + Words.duration(wanted),
        "promote it after "
            + ready.truncatedTo(ChronoUnit.SECONDS)
            + " if it runs there until then");
  }

  Item approvals(String rule, Approvals wanted) {
    CountedApprovals counted = CountedApprovals.of(facts, wanted, takenBack);
    String people =
        counted.people().entrySet().stream()
            .map(person -> person.getKey() + " " + person.getValue())
            .collect(Collectors.joining(", "));
    String left =
        counted.left().isEmpty() ? "" : "; not counted: " + String.join("; ", counted.left());
    if (counted.people().size() >= wanted.count()) {
      return Item.met(CODE, rule, people + left);
    }
    return Item.missing(
        CODE,
        rule,
        "the release has "
            + counted.people().size()
            + " of "
            + wanted.count()
            + (wanted.count() == 1 ? " approval" : " approvals")
            + (people.isEmpty() ? "" : ": " + people)
            + left,
        "somebody else types " + facts.approveCommand());
  }

  static String words(Approvals approvals) {
    List<String> how = new ArrayList<>();
    if (approvals.signed()) {
      how.add("signed");
    }
    if (approvals.independent()) {
      how.add("not by the author");
    }
    approvals.within().ifPresent(time -> how.add("within " + Words.duration(time)));
    return approvals.count()
        + (approvals.count() == 1 ? " approval" : " approvals")
        + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")");
  }

  private Item branch(String name) {
    String rule = "commit on branch " + name;
    Optional<String> remote = facts.target().remote();
    String commit = facts.candidate().commit();
    String shown = remote.map(r -> r + "/" + name).orElse(name);
    Optional<Boolean> part = facts.target().ledger().isPartOf(commit, name, remote);
    if (part.isEmpty()) {
      return Item.missing(
          CODE,
          rule,
          "this clone cannot tell whether branch "
              + shown
              + " has commit "
              + commit.substring(0, 7)
              + ": it lacks the branch, or older commits",
          "type git fetch" + remote.map(r -> " " + r + " " + name).orElse(" --unshallow"));
    }
    return part.get()
        ? Item.met(CODE, rule, shown + " has commit " + commit)
        : Item.missing(
            CODE,
            rule,
            "branch " + shown + " does not have commit " + commit.substring(0, 7),
            "merge it, and deploy what was merged");
  }

  private Item signedCommit() {
    Signature signature = facts.target().ledger().signatureOfCommit(facts.candidate().commit());
    String commit = facts.candidate().commit().substring(0, 7);
    return signature.state() == Signature.State.GOOD
        ? Item.met(CODE, "signed commit", commit + " is signed by " + signature.signer())
        : Item.missing(
            CODE,
            "signed commit",
            "commit " + commit + ": " + signature.detail(),
            "sign it with git commit -S, and deploy the signed one");
  }

  private Item condition(PromotionRule.Condition condition) {
    ExpressionValue.Outcome outcome = ExpressionValue.of(condition.holds(), facts.candidate());
    return outcome.holds()
        ? Item.met(CODE, condition.name(), "holds for release " + facts.candidate().id())
        : Item.missing(
            CODE,
            condition.name(),
            "'" + condition.name() + "' does not hold: " + outcome.reason(),
            "deploy a release for which it does");
  }
}

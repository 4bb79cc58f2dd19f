package io.biomerkin.deploy.gate;

import io.biomerkin.ledger.Approval;
import io.biomerkin.ledger.Believed;
import io.biomerkin.ledger.Decision;
import io.biomerkin.ledger.Signature;
import io.biomerkin.model.PromotionRule.Approvals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The approvals of a release for an environment: those that count, one a person, and why the others
 * do not.
 *
 * @param people who counts, {@code Name <address>}, with the time of the approval
 * @param left each approval that does not count, and why
 */
record CountedApprovals(Map<String, Instant> people, List<String> left) {

  /**
   * Counts.
   *
   * @param since approvals before that moment do not count
   */
  static CountedApprovals of(Facts facts, Approvals rule, Optional<Instant> since) {
    Map<String, Instant> people = new LinkedHashMap<>();
    List<String> left = new ArrayList<>();
    List<Approval> believed = new ArrayList<>();
    for (Believed<Approval> tag :
        facts
            .target()
            .ledger()
            .approvals(
                facts.candidate().application(), facts.rule().to(), facts.candidate().id())) {
      tag.value().ifPresent(believed::add);
      tag.doubt().ifPresent(doubt -> left.add(doubt.toString()));
    }
    believed.sort(Comparator.comparing(approval -> approval.decision().at()));
    for (Approval approval : believed) {
      Decision decision = approval.decision();
      Optional<String> why = why(facts, rule, since, approval);
      if (why.isPresent()) {
        left.add(Person.address(decision.by()) + ": " + why.get());
      } else {
        people.keySet().removeIf(other -> Person.same(other, decision.by()));
        people.put(decision.by(), decision.at());
      }
    }
    return new CountedApprovals(people, left);
  }

  private static Optional<String> why(
      Facts facts, Approvals rule, Optional<Instant> since, Approval approval) {
    Decision decision = approval.decision();
    return ofAnother(facts, decision)
        .or(() -> inTime(facts, rule, since, decision))
        .or(() -> involved(facts, rule, decision.by()))
        .or(() -> rule.signed() ? unsigned(facts, approval) : Optional.empty());
  }

  private static Optional<String> ofAnother(Facts facts, Decision decision) {
    if (!decision.release().environment().equals(facts.origin().environment())) {
      return Optional.of("it is for " + decision.release());
    }
    return decision.commit().equals(facts.candidate().commit())
        ? Optional.empty()
        : Optional.of("its tag points to another commit than the release");
  }

  private static Optional<String> inTime(
      Facts facts, Approvals rule, Optional<Instant> since, Decision decision) {
    if (facts.isFuture(decision.at())) {
      return Optional.of("it is dated " + decision.at() + ", in the future");
    }
    if (since.filter(moment -> !decision.at().isAfter(moment)).isPresent()) {
      return Optional.of("it was given before the rollback of " + since.get());
    }
    return rule.within()
        .filter(time -> decision.at().plus(time).isBefore(facts.now()))
        .map(time -> "it expired at " + decision.at().plus(time));
  }

  /** Why somebody has a part in the release, so that their word does not count. */
  static Optional<String> involved(Facts facts, Approvals rule, String by) {
    if (facts.promoter().filter(promoter -> Person.same(promoter, by)).isPresent()) {
      return Optional.of("whoever lets the release through does not approve it");
    }
    if (Person.started(by, facts.trigger())) {
      return Optional.of("whoever starts the pipeline does not approve the release");
    }
    return own(facts, rule, by);
  }

  /** Why the release is somebody's own. */
  static Optional<String> own(Facts facts, Approvals rule, String by) {
    if (Person.same(facts.candidate().by(), by)
        || Person.started(by, facts.candidate().triggeredBy())) {
      return Optional.of(
          "whoever deployed the release to " + facts.rule().from() + " does not approve it");
    }
    boolean author =
        rule.independent()
            && facts
                .target()
                .ledger()
                .commit(facts.candidate().commit())
                .filter(commit -> Person.same(commit.author(), by))
                .isPresent();
    return author ? Optional.of("the author of its commit does not approve it") : Optional.empty();
  }

  private static Optional<String> unsigned(Facts facts, Approval approval) {
    Signature signature = facts.target().ledger().signatureOfTag(approval.tag());
    if (signature.state() != Signature.State.GOOD) {
      return Optional.of(signature.detail());
    }
    return Person.signs(signature.signer(), approval.decision().by())
        ? Optional.empty()
        : Optional.of("it is signed by " + signature.signer());
  }
}

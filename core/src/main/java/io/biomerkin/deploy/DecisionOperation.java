package io.biomerkin.deploy;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.gate.Content;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.gate.NamedRelease;
import io.biomerkin.deploy.gate.OwnRelease;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Share;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.ledger.Approval;
import io.biomerkin.ledger.Believed;
import io.biomerkin.ledger.Decision;
import io.biomerkin.ledger.Decision.Kind;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Approve and reject: somebody's word on a release, written down as a tag. */
final class DecisionOperation {

  private final Site site;
  private final DecisionRequest request;
  private final Kind kind;
  private final Optional<PromotionRule> rule;

  DecisionOperation(Site site, DecisionRequest request, Kind kind) {
    this.site = site;
    this.request = request;
    this.kind = kind;
    this.rule = Gate.of(site).map(Gate::rule);
  }

  Decided run() {
    String by = site.ledger().identity();
    new Share(site).fetch();
    return kind == Kind.APPROVE ? approve(by) : reject(by);
  }

  private Decided approve(String by) {
    PromotionRule guard =
        rule.orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.NO_PROMOTION,
                    site.environment().name(),
                    "no promotion rule leads here: there is nothing to approve",
                    site.command("deploy")));
    Release release = new NamedRelease(site, List.of(guard.from())).find(request.release());
    if (!release.environment().equals(guard.from())) {
      throw new ProblemException(
          ProblemCode.NOT_A_CANDIDATE,
          guard.to(),
          "release "
              + release.id()
              + " is one of "
              + release.environment()
              + "; releases come here from "
              + guard.from(),
          "promote it to " + guard.from() + " first");
    }
    Gate.refuseRejected(site, Content.of(release));
    OwnRelease.refuse(site, guard, release, by);
    requireSignature(guard);
    Optional<Approval> standing = standing(guard, release, by);
    return standing
        .map(approval -> told(approval.decision(), approval.tag(), false))
        .orElseGet(() -> made(decision(release, by)));
  }

  private void requireSignature(PromotionRule guard) {
    boolean signed = guard.all(PromotionRule.Approvals.class).stream().anyMatch(a -> a.signed());
    if (signed && !site.ledger().signsTags()) {
      throw new ProblemException(
          ProblemCode.UNSIGNED,
          guard.to(),
          "the environment takes signed approvals only, and Git is not configured to sign tags",
          "type git config tag.gpgSign true, and say with git config user.signingKey which key");
    }
  }

  /** Approved already, and by a tag that no rollback has made void. */
  private Optional<Approval> standing(PromotionRule guard, Release release, String by) {
    Optional<Release> rollback = Gate.takenBack(site.history(Optional.empty()), release);
    return site.ledger().approvals(release.application(), guard.to(), release.id()).stream()
        .map(Believed::value)
        .flatMap(Optional::stream)
        .filter(approval -> approval.decision().by().equals(by))
        .filter(approval -> isOf(release, approval.decision()))
        .filter(approval -> rollback.map(r -> isAfter(approval, r)).orElse(true))
        .filter(approval -> isFresh(guard, approval))
        .findFirst();
  }

  private static boolean isOf(Release release, Decision decision) {
    return decision.release().environment().equals(release.environment())
        && decision.commit().equals(release.commit());
  }

  private static boolean isAfter(Approval approval, Release rollback) {
    return approval.decision().at().isAfter(rollback.at());
  }

  private boolean isFresh(PromotionRule guard, Approval approval) {
    Instant at = approval.decision().at();
    return guard.all(PromotionRule.Approvals.class).stream()
        .allMatch(
            wanted ->
                wanted.within().map(time -> at.plus(time).isAfter(site.now())).orElse(true)
                    && (!wanted.signed() || site.ledger().signatureOfTag(approval.tag()).isGood()));
  }

  private Decided reject(String by) {
    List<String> homes = new ArrayList<>(List.of(site.environment().name()));
    rule.ifPresent(guard -> homes.add(guard.from()));
    Release release = new NamedRelease(site, homes).find(request.release());
    ReleaseId id = release.id();
    boolean stands = site.ledger().rejected(release.application(), name()).contains(id);
    Decision decision =
        site.ledger()
            .rejection(release.application(), name(), id)
            .orElseGet(() -> decision(release, by));
    Decided decided = stands ? told(decision, site.ledger().name(decision), false) : made(decision);
    Optional<StackState> stack = new Preflight(site).run().filter(found -> !found.isReserved());
    History history = site.history(stack);
    boolean runs = history.current().filter(now -> Content.of(release).isOf(now)).isPresent();
    // The same command may have died over its rollback.
    if (runs || (request.rollback() && history.isRollbackUnfinished())) {
      return rollBack(decided, history);
    }
    EnvironmentLock.sweep(site);
    return decided;
  }

  private Decided rollBack(Decided decided, History history) {
    Optional<ReleaseId> before = history.before();
    if (before.isEmpty()) {
      return decided.followedBy(
          name() + " runs it, and there is no verified release to go back to", Optional.empty());
    }
    if (!request.rollback()) {
      return decided.followedBy(
          name()
              + " runs it: "
              + site.command("rollback")
              + " goes back to release "
              + before.get(),
          Optional.empty());
    }
    RollbackRequest rollback = new RollbackRequest(name(), Optional.empty(), false, Set.of());
    return decided.followedBy("", Optional.of(new RollbackOperation(site, rollback).run()));
  }

  private String name() {
    return site.environment().name();
  }

  private Decision decision(Release release, String by) {
    return new Decision(
        kind,
        release.application(),
        name(),
        new Origin(release.environment(), release.id()),
        release.commit(),
        by,
        site.now(),
        request.message());
  }

  private Decided made(Decision decision) {
    return told(decision, site.ledger().decide(decision), true);
  }

  /** A decision that stood before may not be shared yet. */
  private Decided told(Decision decision, String tag, boolean made) {
    new Share(site).require(tag);
    return new Decided(decision, tag, made, "", Optional.empty());
  }
}

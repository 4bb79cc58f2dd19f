package io.biomerkin.deploy.gate;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.History;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Finds the release that is to come into an environment. */
public final class Candidates {

  private final PromotionRule rule;
  private final Site before;
  private final NamedRelease names;
  private final Optional<StackState> stack;
  private final Optional<History> known;

  private Candidates(
      Site target, PromotionRule rule, Optional<StackState> stack, Optional<History> known) {
    this.rule = rule;
    this.before = target.other(rule.from());
    this.names = new NamedRelease(target, List.of(rule.from()));
    this.stack = stack;
    this.known = known;
  }

  /** The candidates for a site; asks what the environment before runs. */
  public static Candidates of(Site target, PromotionRule rule) {
    Site source = target.other(rule.from());
    try {
      Optional<StackState> stack = new Preflight(source).run().filter(found -> !found.isReserved());
      return new Candidates(target, rule, stack, Optional.empty());
    } catch (RuntimeException e) {
      throw CloudErrors.explained(e, source.cloud().label());
    }
  }

  /** The candidates where that is known already. */
  public static Candidates of(Site target, PromotionRule rule, History source) {
    return new Candidates(target, rule, Optional.empty(), Optional.of(source));
  }

  /**
   * The release that the environment before runs.
   *
   * @throws ProblemException when it runs none, or its marker is not to be believed
   */
  public Candidate running() {
    ReleaseId running =
        runningId()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.NOT_DEPLOYED,
                        rule.from(),
                        "the environment is not deployed: there is nothing to promote from it",
                        before.command("deploy")));
    return names
        .believed(rule.from(), running)
        .map(marker -> candidate(names.original(rule.from(), marker)))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.NOT_A_CANDIDATE,
                    rule.from(),
                    "release " + running + " runs, and has no marker in this repository",
                    "type git fetch --tags, or finish it: " + before.command("deploy")));
  }

  /**
   * The release of that name.
   *
   * @throws ProblemException when there is no such release, or several
   */
  public Candidate named(String text) {
    return candidate(names.find(text));
  }

  private Candidate candidate(Release release) {
    return new Candidate(release, known.orElseGet(() -> before.history(stack, release.id())));
  }

  private Optional<ReleaseId> runningId() {
    return known.isPresent()
        ? known.get().running()
        : stack.flatMap(StackState::release).flatMap(ReleaseId::parse);
  }

  /** The release of the environment before that has this content: the running one if it has. */
  public Optional<Candidate> withContent(Content content) {
    History source = known.orElseGet(() -> before.history(stack));
    List<Release> same =
        source.releases().stream()
            .filter(release -> release.restores().isEmpty() && content.isOf(release))
            .toList();
    Optional<ReleaseId> running = source.current().map(Release::runs);
    return same.stream()
        .filter(release -> running.equals(Optional.of(release.id())))
        .findFirst()
        .or(() -> same.stream().reduce((older, newer) -> newer))
        .map(release -> new Candidate(release, source));
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.ledger.Remote;
import io.biomerkin.ledger.Unshared;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Branch;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Shares markers with a Git remote, where the blueprint names one. */
public final class Share {

  private final Site site;

  /** Shares the markers of that site. */
  public Share(Site site) {
    this.site = site;
  }

  /**
   * Gets what others have written down, before a decision by a rule.
   *
   * @throws ProblemException when the remote does not answer and the rule needs what it has
   */
  public void fetch(PromotionRule rule) {
    boolean needed = !rule.all(Approvals.class).isEmpty();
    fetch(
        needed
            ? Optional.of("the rule for " + rule.to() + " needs its approvals")
            : Optional.empty());
    for (Branch branch : rule.all(Branch.class)) {
      site.remote()
          .ifPresent(
              remote -> tolerating(() -> site.ledger().remote(remote).fetchBranch(branch.name())));
    }
  }

  /** The same where no decision hangs on it: whatever goes wrong is only told. */
  public void fetch() {
    try {
      fetch(Optional.empty());
    } catch (ProblemException e) {
      site.narrator().notice("markers of others are not fetched: " + e.first());
    }
  }

  private void fetch(Optional<String> need) {
    Optional<String> remote = site.remote();
    if (remote.isEmpty()) {
      return;
    }
    Runnable fetching =
        () -> {
          site.ledger().remote(remote.get()).fetch(site.blueprint().application());
          rest();
        };
    if (need.isEmpty()) {
      tolerating(fetching);
      return;
    }
    try {
      fetching.run();
    } catch (ProblemException e) {
      Problem told = e.first();
      throw told.code() == ProblemCode.REMOTE_UNREACHABLE
          ? new ProblemException(
              told.code(), told.where(), told.what() + ", and " + need.get(), told.next())
          : e;
    }
  }

  /**
   * Notes that a marker is about to be made: who dies before it is shared leaves that to others.
   */
  void intend(String tag, String commit) {
    site.remote().ifPresent(remote -> site.ledger().unshared().add(tag, commit));
  }

  /** Hands a marker on. That it could not be stops nothing: the next goal tries again. */
  void push(String tag) {
    site.remote().ifPresent(remote -> handOn(remote, tag));
  }

  /** Hands on what earlier goals could not, or died over. */
  public void rest() {
    site.remote()
        .ifPresent(
            remote -> {
              Unshared unshared = site.ledger().unshared();
              for (String tag : unshared.names()) {
                if (site.ledger().hasTag(tag)) {
                  handOn(remote, tag);
                } else {
                  unshared.remove(tag);
                }
              }
            });
  }

  private void handOn(String remote, String tag) {
    try {
      push(remote, tag);
      site.ledger().unshared().remove(tag);
    } catch (ProblemException e) {
      site.narrator()
          .notice(
              "the marker is not shared yet: "
                  + e.first().what()
                  + "; the next deployment tries again, or type git push "
                  + remote
                  + " refs/tags/"
                  + tag);
    }
  }

  /**
   * Hands on a decision, which is nothing to others before they have it.
   *
   * @throws ProblemException when it could not be; it is written down here all the same
   */
  public void require(String tag) {
    site.remote().ifPresent(remote -> push(remote, tag));
  }

  private void push(String remote, String tag) {
    if (site.ledger().remote(remote).push(tag) == Remote.Push.TAKEN) {
      throw new ProblemException(
          ProblemCode.TAG_CLASH,
          tag,
          "remote " + remote + " has another tag of that name",
          "type git ls-remote " + remote + " refs/tags/" + tag + ", and see whose it is");
    }
  }

  private void tolerating(Runnable fetching) {
    try {
      fetching.run();
    } catch (ProblemException e) {
      if (e.first().code() != ProblemCode.REMOTE_UNREACHABLE) {
        throw e;
      }
      site.narrator().notice(e.first().what() + ": what others wrote down meanwhile is not known");
    }
  }
}

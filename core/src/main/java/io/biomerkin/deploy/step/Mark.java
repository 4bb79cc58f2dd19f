package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackState;
import io.biomerkin.ledger.Head;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Rollout;
import io.biomerkin.pack.Bundle;
import io.biomerkin.synth.Template;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what runs: first the manifest in the store, then the tag. */
public final class Mark {

  private final Site site;

  /** Marks releases of that site. */
  public Mark(Site site) {
    this.site = site;
  }

  /** An id that no release of the environment has. */
  public static ReleaseId freshId(Site site, Optional<StackState> stack) {
    ReleaseId id = ReleaseId.at(site.now());
    String application = site.blueprint().application();
    while (site.ledger().isMarked(application, site.environment().name(), id)
        || stack.flatMap(StackState::release).equals(Optional.of(id.text()))) {
      id = id.next();
    }
    return id;
  }

  /** The release that a deployment makes; not verified yet. */
  public static Release release(
      Site site,
      ReleaseId id,
      Template template,
      Map<String, Bundle> bundles,
      Map<String, String> checks,
      Optional<String> emergency) {
    Map<String, String> code = new TreeMap<>();
    bundles.forEach((agent, bundle) -> code.put(agent, "sha256:" + bundle.sha256()));
    Map<String, String> all = new TreeMap<>(checks);
    if (!site.ledger().dirtyPaths(1).isEmpty()) {
      // The commit alone does not tell what runs, and the marker must not claim it.
      all.put("tree", "modified");
    }
    if (!(site.environment().rollout() instanceof Rollout.AllAtOnce)) {
      // Only an emergency gets here: the rules refuse every other deployment.
      all.put("rollout", "skipped");
      site.narrator().notice("the rollout is skipped: the release goes to all traffic at once");
    }
    Head head = site.ledger().head();
    return new Release(
        id,
        site.blueprint().application(),
        site.environment().name(),
        head.commit(),
        site.ledger().identity(),
        site.now(),
        "sha256:" + template.digest(),
        code,
        Verification.SKIPPED,
        all,
        Optional.empty(),
        emergency);
  }

  /** The release that a rollback makes of an earlier one; not verified yet. */
  public static Release restored(Site site, ReleaseId id, Template template, Release earlier) {
    return new Release(
        id,
        earlier.application(),
        earlier.environment(),
        earlier.commit(),
        site.ledger().identity(),
        site.now(),
        "sha256:" + template.digest(),
        earlier.code(),
        Verification.SKIPPED,
        earlier.checks(),
        Optional.of(earlier.runs()),
        Optional.empty());
  }

  /** The same release with what its verification said. */
  public static Release verified(Release release, Verification verification) {
    return new Release(
        release.id(),
        release.application(),
        release.environment(),
        release.commit(),
        release.by(),
        release.at(),
        release.template(),
        release.code(),
        verification,
        release.checks(),
        release.restores(),
        release.emergency());
  }

  /** Marks; gives the marker's name. */
  public String run(Manifest manifest) {
    manifest.write(site.store());
    site.ledger().mark(manifest.release());
    return name(manifest.release());
  }

  private static String name(Release release) {
    return release.application() + "/" + release.environment() + "/" + release.id();
  }

  /**
   * The release of that id: from its marker, or, when the run that made it died before its last
   * step or in another clone, marked now from the manifest in the store.
   */
  public static Optional<Release> findOrRepeat(Site site, ReleaseId id) {
    String application = site.blueprint().application();
    String environment = site.environment().name();
    if (site.ledger().isMarked(application, environment, id)) {
      return site.ledger().find(application, environment, id);
    }
    Optional<Release> kept = Manifest.find(site, id).map(Manifest::release);
    kept.ifPresent(
        release -> {
          site.ledger().mark(release);
          site.narrator().notice("marked " + name(release) + ", which was deployed before");
        });
    return kept;
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.gate.Content;
import io.biomerkin.ledger.Head;
import io.biomerkin.ledger.Trigger;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Sha256;
import io.biomerkin.synth.Template;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** Writes down what runs: first the manifest in the store, then the tag. */
public final class Mark {

  private final Site site;

  /** Marks releases of that site. */
  public Mark(Site site) {
    this.site = site;
  }

  /**
   * An id that no release of the environment has, later than all of them even where the clock was
   * put back: the order of ids is the order of releases.
   */
  public static ReleaseId freshId(Site site, Optional<StackState> stack) {
    String application = site.blueprint().application();
    String environment = site.environment().name();
    Optional<ReleaseId> marked = site.ledger().current(application, environment).map(Release::id);
    Optional<ReleaseId> running = stack.flatMap(StackState::release).flatMap(ReleaseId::parse);
    ReleaseId id =
        Stream.of(marked, running)
            .flatMap(Optional::stream)
            .map(ReleaseId::next)
            .reduce(ReleaseId.at(site.now()), BinaryOperator.maxBy(Comparator.naturalOrder()));
    while (site.ledger().isTaken(application, environment, id)) {
      id = id.next();
    }
    site.ledger().requireRoom(application, environment, id);
    return id;
  }

  /** The release that a deployment makes; not verified yet. */
  public static Release release(
      Site site,
      ReleaseId id,
      Template template,
      Map<String, String> digests,
      Map<String, String> checks,
      Optional<Release.Origin> origin,
      Optional<String> emergency) {
    Content content = content(site.blueprint(), digests);
    Map<String, String> all = new TreeMap<>(checks);
    if (!site.ledger().dirtyPaths(1).isEmpty()) {
      // The commit alone does not tell what runs, and the marker must not claim it.
      all.put("tree", "modified");
    }
    if (skipsRollout(site)) {
      all.put("rollout", "skipped");
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
        content.topology(),
        content.code(),
        Verification.SKIPPED,
        all,
        Optional.empty(),
        origin,
        Trigger.ofThisProcess(),
        emergency);
  }

  /** The content of the release that such a blueprint and such packages make. */
  public static Content content(Blueprint blueprint, Map<String, String> digests) {
    Map<String, String> code = new TreeMap<>();
    digests.forEach((agent, digest) -> code.put(agent, "sha256:" + digest));
    return new Content(topology(blueprint), code);
  }

  /** What the system is, wherever it runs. */
  static String topology(Blueprint blueprint) {
    return "sha256:" + Sha256.hex(BlueprintJson.write(blueprint.topology()));
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
        earlier.topology(),
        earlier.code(),
        Verification.SKIPPED,
        earlier.checks(),
        Optional.of(earlier.runs()),
        Optional.empty(),
        Trigger.ofThisProcess(),
        Optional.empty());
  }

  /** The release that a promotion makes of one of another environment; not verified yet. */
  public static Release promoted(
      Site site, ReleaseId id, Template template, Release earlier, Optional<String> emergency) {
    Map<String, String> checks = new TreeMap<>(earlier.checks());
    if (skipsRollout(site)) {
      checks.put("rollout", "skipped");
    }
    return new Release(
        id,
        earlier.application(),
        site.environment().name(),
        earlier.commit(),
        site.ledger().identity(),
        site.now(),
        "sha256:" + template.digest(),
        earlier.topology(),
        earlier.code(),
        Verification.SKIPPED,
        checks,
        Optional.empty(),
        Optional.of(new Release.Origin(earlier.environment(), earlier.id())),
        Trigger.ofThisProcess(),
        emergency);
  }

  /** Only an emergency gets here: the rules refuse every other release. */
  private static boolean skipsRollout(Site site) {
    boolean skips = !(site.environment().rollout() instanceof Rollout.AllAtOnce);
    if (skips) {
      site.narrator().notice("the rollout is skipped: the release goes to all traffic at once");
    }
    return skips;
  }

  /** The same release with what its verification said, and when. */
  public static Release verified(Release release, Verification verification, Instant at) {
    return new Release(
        release.id(),
        release.application(),
        release.environment(),
        release.commit(),
        release.by(),
        at,
        release.template(),
        release.topology(),
        release.code(),
        verification,
        release.checks(),
        release.restores(),
        release.promotedFrom(),
        release.triggeredBy(),
        release.emergency());
  }

  /** Marks; gives the marker's name. */
  public String run(Manifest manifest) {
    manifest.write(site.store());
    mark(site, manifest.release());
    return name(manifest.release());
  }

  private static void mark(Site site, Release release) {
    Share share = new Share(site);
    share.intend(name(release), release.commit());
    site.ledger().mark(release);
    share.push(name(release));
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
          mark(site, release);
          site.narrator().notice("marked " + name(release) + ", which was deployed before");
        });
    return kept;
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Entry;
import io.biomerkin.model.Sha256;
import io.biomerkin.synth.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the releases that an environment no longer keeps out of the store, with whatever no kept
 * release of any environment needs: also what changes that never became a release have left. The
 * store's versions are there until its lifecycle rule ends them.
 */
public final class Prune {

  private static final int A_TENTH = 10;

  /** What is younger may be of a change that no manifest tells of yet. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Site site;
  private final ReleaseStore store;

  /** Prunes the store of that site, whose lock is held. */
  public Prune(Site site) {
    this.site = site;
    this.store = site.store();
  }

  /** Prunes once a release is marked; what goes wrong is told, and the next release tries again. */
  public void run() {
    site.environment()
        .keptReleases()
        .ifPresent(
            kept ->
                site.narrator()
                    .tolerating(
                        "the release store", "old releases were not pruned", () -> prune(kept)));
  }

  private void prune(int kept) {
    List<Entry> manifests = store.list(ReleaseStore.MANIFESTS);
    String own = ReleaseStore.MANIFESTS + site.environment().name() + "/";
    List<String> all = manifests.stream().map(Entry::key).toList();
    // Ids are moments: they sort as releases followed one another.
    List<String> ours = all.stream().filter(key -> key.startsWith(own)).toList();
    List<String> old = ours.subList(0, Math.max(0, ours.size() - kept));
    // All that are kept must be read: so many at once that this is seldom.
    if (old.isEmpty() || old.size() < kept / A_TENTH || othersWork()) {
      return;
    }
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(old);
    Set<String> needless = written(before(manifests));
    Set<String> needed = each(rest, this::needed);
    needless.removeAll(needed);
    needless.removeAll(each(needed, this::nested));
    // Who has begun, or made a release, meanwhile may need what no manifest read here names.
    if (othersWork() || !store.list(ReleaseStore.MANIFESTS).equals(manifests)) {
      return;
    }
    // Manifests last: who dies before leaves them to the next.
    remove(needless);
    remove(old);
    site.narrator()
        .notice(
            "took "
                + Words.count(old.size(), "release")
                + " before the latest "
                + kept
                + " out of the store");
  }

  /** A day before the newest manifest, by the store's own clock. */
  private static Instant before(List<Entry> manifests) {
    return Collections.max(manifests.stream().map(Entry::written).toList()).minus(FRESH);
  }

  /** The templates and the code that were put into the store before that. */
  private Set<String> written(Instant before) {
    return Stream.of(ReleaseStore.BUNDLES, ReleaseStore.TEMPLATES)
        .flatMap(prefix -> store.list(prefix).stream())
        .filter(entry -> entry.written().isBefore(before))
        .map(Entry::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whoever deploys to another environment of the store may need what no manifest names yet. */
  private boolean othersWork() {
    String own = ReleaseStore.lockKey(site.environment().name());
    return store.keys(ReleaseStore.LOCKS).stream().anyMatch(lock -> !lock.equals(own));
  }

  /** The template and the code of a release. */
  private List<String> needed(String manifest) {
    List<String> keys = new ArrayList<>();
    store
        .get(manifest)
        .map(found -> Manifest.read(site, manifest.split("/")[2], found.text()).release())
        .ifPresent(
            release -> {
              keys.add(ReleaseStore.templateKey(Sha256.bare(release.template())));
              CopyCode.digests(release).values().forEach(d -> keys.add(ReleaseStore.bundleKey(d)));
            });
    return keys;
  }

  /** The templates nested in one. */
  private List<String> nested(String key) {
    return key.startsWith(ReleaseStore.TEMPLATES)
        ? store.get(key).map(found -> new Template(found.text())).stream()
            .flatMap(template -> template.nested().values().stream())
            .map(ReleaseStore::templateKey)
            .toList()
        : List.of();
  }

  private Set<String> each(Collection<String> keys, Function<String, List<String>> of) {
    Set<String> all = new TreeSet<>();
    site.workers().each(keys, of::apply).forEach(all::addAll);
    return all;
  }

  private void remove(Collection<String> keys) {
    List<Boolean> unused =
        site.workers()
            .each(
                keys,
                key -> {
                  store.remove(key);
                  return true;
                });
  }
}

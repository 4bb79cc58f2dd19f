package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Sha256;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Takes the releases that an environment no longer keeps out of the store, with whatever no kept
 * release of any environment needs. The store's versions are there until its lifecycle rule ends
 * them.
 */
public final class Prune {

  private static final int A_TENTH = 10;

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
    List<String> manifests = store.keys(ReleaseStore.MANIFESTS);
    String own = ReleaseStore.MANIFESTS + site.environment().name() + "/";
    // Ids are moments: they sort as releases followed one another.
    List<String> ours = manifests.stream().filter(key -> key.startsWith(own)).toList();
    List<String> old = ours.subList(0, Math.max(0, ours.size() - kept));
    // All that are kept must be read: so many at once that this is seldom.
    if (old.isEmpty() || old.size() < kept / A_TENTH || othersWork()) {
      return;
    }
    List<String> rest = new ArrayList<>(manifests);
    rest.removeAll(old);
    Set<String> needless = needed(old);
    Set<String> stays = needed(rest);
    needless.removeAll(stays);
    addNested(needless, stays);
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

  /** Whoever deploys to another environment of the store may need what no manifest names yet. */
  private boolean othersWork() {
    String own = ReleaseStore.lockKey(site.environment().name());
    return store.keys(ReleaseStore.LOCKS).stream().anyMatch(lock -> !lock.equals(own));
  }

  /** The templates and the code of those releases. */
  private Set<String> needed(List<String> manifests) {
    return all(manifests, this::needed);
  }

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

  /** Adds the templates nested in those that go, but for those nested in one that stays. */
  private void addNested(Set<String> needless, Set<String> stays) {
    Set<String> nested = all(needless, this::nested);
    if (!nested.isEmpty()) {
      nested.removeAll(all(stays, this::nested));
      needless.addAll(nested);
    }
  }

  private List<String> nested(String key) {
    return key.startsWith(ReleaseStore.TEMPLATES)
        ? store.get(key).map(found -> new Template(found.text())).stream()
            .flatMap(template -> template.nested().values().stream())
            .map(ReleaseStore::templateKey)
            .toList()
        : List.of();
  }

  private Set<String> all(Collection<String> keys, Function<String, List<String>> of) {
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

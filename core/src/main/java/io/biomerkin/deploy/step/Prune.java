package io.biomerkin.deploy.step;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
    Optional<Integer> kept = site.environment().keptReleases();
    if (kept.isEmpty()) {
      return;
    }
    try {
      prune(kept.get());
    } catch (RuntimeException e) {
      if (CloudErrors.explained(e, "the release store") instanceof ProblemException told) {
        site.narrator().notice("old releases were not pruned: " + told.first().what());
        return;
      }
      throw e;
    }
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
    needless.removeAll(needed(rest));
    nested(needless, rest);
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
              keys.add(ReleaseStore.templateKey(release.template().replaceFirst("^sha256:", "")));
              CopyCode.digests(release).values().forEach(d -> keys.add(ReleaseStore.bundleKey(d)));
            });
    return keys;
  }

  /** Adds the templates nested in those that go, but for those nested in one that stays. */
  private void nested(Set<String> needless, List<String> rest) {
    Set<String> nested = all(needless, this::nested);
    if (!nested.isEmpty()) {
      nested.removeAll(all(needed(rest), this::nested));
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
    List<Callable<List<String>>> reads = new ArrayList<>();
    keys.forEach(key -> reads.add(() -> of.apply(key)));
    Set<String> all = new TreeSet<>();
    site.workers().all(reads).forEach(all::addAll);
    return all;
  }

  private void remove(Iterable<String> keys) {
    List<Callable<Boolean>> removals = new ArrayList<>();
    keys.forEach(
        key ->
            removals.add(
                () -> {
                  store.remove(key);
                  return true;
                }));
    List<Boolean> unused = site.workers().all(removals);
  }
}

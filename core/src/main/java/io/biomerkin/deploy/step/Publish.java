package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.pack.Bundle;
import io.biomerkin.synth.Assembly;
import io.biomerkin.synth.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Puts code packages and templates into the release store, by their digests, only what is missing.
 */
public final class Publish {

  private final Site site;

  /** Publishes to that site's store. */
  public Publish(Site site) {
    this.site = site;
  }

  /**
   * Publishes.
   *
   * @param known digests of packages that an earlier release put there
   * @return how many objects were sent
   */
  public int run(Collection<Bundle> bundles, Set<String> known, Assembly templates) {
    ReleaseStore store = site.store();
    List<Callable<Boolean>> uploads = uploads(store, bundles, known);
    for (Template template : templates.templates()) {
      uploads.add(
          () -> {
            put(store, template);
            return true;
          });
    }
    return site.workers().all(uploads).size();
  }

  /** The same of code alone. */
  public int code(Collection<Bundle> bundles, Set<String> known) {
    return site.workers().all(uploads(site.store(), bundles, known)).size();
  }

  private static List<Callable<Boolean>> uploads(
      ReleaseStore store, Collection<Bundle> bundles, Set<String> known) {
    Map<String, Bundle> missing = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      if (!known.contains(bundle.sha256())) {
        missing.put(bundle.sha256(), bundle);
      }
    }
    List<Callable<Boolean>> uploads = new ArrayList<>();
    missing.forEach(
        (digest, bundle) ->
            uploads.add(
                () -> {
                  store.putOnce(ReleaseStore.bundleKey(digest), bundle.zip(), digest);
                  return true;
                }));
    return uploads;
  }

  /** Puts only the template there. */
  static void put(ReleaseStore store, Template template) {
    store.put(
        ReleaseStore.templateKey(template.digest()),
        new String(template.bytes(), StandardCharsets.UTF_8));
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What the release store keeps of a release beside its template and code.
 *
 * @param release the release as its marker tells it
 * @param inputs digests of everything it was made from
 * @param blueprint the whole blueprint it was made from
 */
public record Manifest(Release release, Inputs inputs, Blueprint blueprint) {

  /** Keeps it in the store. */
  public void write(ReleaseStore store) {
    store.put(
        ReleaseStore.manifestKey(release.environment(), release.id().text()),
        BlueprintJson.write(this));
  }

  /** The manifest of a release; empty when the store has none. */
  public static Optional<Manifest> find(Site site, ReleaseId id) {
    return site.store()
        .get(ReleaseStore.manifestKey(site.environment().name(), id.text()))
        .map(found -> read(site, id, found.text()));
  }

  private static Manifest read(Site site, ReleaseId id, String text) {
    try {
      return BlueprintJson.read(text, Manifest.class);
    } catch (IllegalArgumentException e) {
      throw incomplete(site, id, "its manifest is damaged, or of another version of this tool");
    }
  }

  /**
   * The manifest of a release.
   *
   * @throws ProblemException when the store has none
   */
  public static Manifest get(Site site, ReleaseId id) {
    return find(site, id).orElseThrow(() -> incomplete(site, id, "its manifest is missing"));
  }

  /** The template of the release, the same bytes that were applied. */
  public Template template(Site site) {
    String digest = release.template().replaceFirst("^sha256:", "");
    Template template =
        site.store()
            .get(ReleaseStore.templateKey(digest))
            .map(found -> new Template(found.text()))
            .orElseThrow(() -> incomplete(site, release.id(), "its template is missing"));
    if (!template.digest().equals(digest)) {
      throw incomplete(site, release.id(), "its template is not the one that was applied");
    }
    return template;
  }

  private static ProblemException incomplete(Site site, ReleaseId id, String what) {
    return new ProblemException(
        ProblemCode.STORE_INCOMPLETE,
        site.names().releaseStore(),
        "release " + id + " cannot be restored: " + what,
        "choose another one with -Dto=RELEASE");
  }

  /**
   * Refuses a manifest that tells another story than the marker: one of both was altered.
   *
   * @param marker the release as its tag tells it
   */
  public void requireTold(Site site, Release marker) {
    boolean same =
        marker.id().equals(release.id())
            && marker.commit().equals(release.commit())
            && marker.template().equals(release.template())
            && marker.topology().equals(release.topology())
            && marker.topology().equals(Mark.topology(blueprint))
            && marker.code().equals(release.code());
    if (!same) {
      throw new ProblemException(
          ProblemCode.MARKER_DOUBTED,
          marker.application() + "/" + marker.environment() + "/" + marker.id(),
          "the marker and the manifest in store "
              + site.names().releaseStore()
              + " do not tell of the same release",
          "look at it with git show, and choose another release with -Drelease=");
    }
  }

  /**
   * Refuses a release whose code, or a template nested in its own, the store has lost.
   *
   * @param template its own
   */
  public void requireStored(Site site, Template template) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String digest : template.nested().values()) {
      wanted.put(ReleaseStore.templateKey(digest), "nested template");
    }
    for (String digest : release.code().values()) {
      wanted.put(ReleaseStore.bundleKey(digest.replaceFirst("^sha256:", "")), "code package");
    }
    List<Callable<Boolean>> looks = new ArrayList<>();
    wanted.keySet().forEach(key -> looks.add(() -> site.store().has(key)));
    List<Boolean> there = site.workers().all(looks);
    int at = there.indexOf(false);
    if (at >= 0) {
      String key = List.copyOf(wanted.keySet()).get(at);
      throw incomplete(site, release.id(), "its " + wanted.get(key) + " " + key + " is missing");
    }
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.Optional;

/**
 * What the release store keeps of a release beside its template and code.
 *
 * @param release the release as its marker tells it
 * @param inputDigest digest of everything it was made from
 * @param blueprint the whole blueprint it was made from
 */
public record Manifest(Release release, String inputDigest, Blueprint blueprint) {

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
        .map(found -> BlueprintJson.read(found.text(), Manifest.class));
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

  /** Refuses a release whose code the store has lost. */
  public void requireCode(Site site) {
    release.code().values().stream()
        .distinct()
        .map(digest -> ReleaseStore.bundleKey(digest.replaceFirst("^sha256:", "")))
        .filter(key -> !site.store().has(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw incomplete(site, release.id(), "its code package " + key + " is missing");
            });
  }
}

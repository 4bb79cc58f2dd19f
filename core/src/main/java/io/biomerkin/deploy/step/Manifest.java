package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Sha256;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
        .map(found -> read(site, id.text(), found.text()));
  }

  /** The manifest of that text; refused when it is none that this tool can read. */
  static Manifest read(Site site, String release, String text) {
    try {
      return BlueprintJson.read(text, Manifest.class);
    } catch (IllegalArgumentException e) {
      throw incomplete(
          site, release, "its manifest is damaged, or of another version of this tool");
    }
  }

  /**
   * The manifest of a release.
   *
   * @throws ProblemException when the store has none
   */
  public static Manifest get(Site site, ReleaseId id) {
    return find(site, id).orElseThrow(() -> incomplete(site, id.text(), "its manifest is missing"));
  }

  /** The template of the release, the same bytes that were applied. */
  public Template template(Site site) {
    String digest = Sha256.bare(release.template());
    Template template =
        site.store()
            .get(ReleaseStore.templateKey(digest))
            .map(found -> new Template(found.text()))
            .orElseThrow(() -> incomplete(site, release.id().text(), "its template is missing"));
    if (!template.digest().equals(digest)) {
      throw incomplete(site, release.id().text(), "its template is not the one that was applied");
    }
    return template;
  }

  private static ProblemException incomplete(Site site, String id, String what) {
    return new ProblemException(
        ProblemCode.STORE_INCOMPLETE,
        site.names().releaseStore(),
        "release " + id + " is not whole: " + what,
        "choose another one: with -Dto= where you roll back, with -Drelease= where you promote");
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
   * Refuses a release whose code, or a template nested in its own, the store has no longer as it
   * was.
   *
   * @param template its own
   */
  public void requireStored(Site site, Template template) {
    List<Callable<Optional<String>>> looks = new ArrayList<>();
    for (String digest : new TreeSet<>(template.nested().values())) {
      looks.add(() -> lost(site, "nested template", ReleaseStore.templateKey(digest), digest));
    }
    for (String digest : new TreeSet<>(CopyCode.digests(release).values())) {
      looks.add(() -> lost(site, "code package", ReleaseStore.bundleKey(digest), digest));
    }
    site.workers().all(looks).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            what -> {
              throw incomplete(site, release.id().text(), what);
            });
  }

  private static Optional<String> lost(Site site, String what, String key, String digest) {
    return switch (site.store().look(key, digest)) {
      case WHOLE -> Optional.empty();
      case MISSING -> Optional.of("its " + what + " " + key + " is missing");
      case ALTERED -> Optional.of("its " + what + " " + key + " is not the one that was released");
    };
  }
}

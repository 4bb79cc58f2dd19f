package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Kept;
import io.biomerkin.model.Release;
import io.biomerkin.model.Sha256;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies the code packages of a release from the store of one environment to that of another, and
 * makes sure that each is there, bit for bit.
 */
public final class CopyCode {

  private final Site source;
  private final Site target;

  /** Copies from one site to another; both may have the same store. */
  public CopyCode(Site source, Site target) {
    this.source = source;
    this.target = target;
  }

  /**
   * What was done.
   *
   * @param packages how many packages the release has
   * @param copied how many of them were missing
   */
  public record Copied(int packages, int copied) {}

  /** {@code 2 packages, 1 copied}. */
  public static String describe(Copied copied) {
    return Words.count(copied.packages(), "package") + ", " + copied.copied() + " copied";
  }

  /** The digest of each agent's package, as templates have it. */
  public static Map<String, String> digests(Release release) {
    Map<String, String> digests = new TreeMap<>();
    release.code().forEach((agent, digest) -> digests.put(agent, Sha256.bare(digest)));
    return digests;
  }

  /**
   * Copies what is missing.
   *
   * @throws ProblemException when a package is missing in the source, or altered in either
   */
  public Copied run(Release release) {
    List<Boolean> done =
        target
            .workers()
            .each(new TreeSet<>(digests(release).values()), digest -> copy(release, digest));
    return new Copied(done.size(), (int) done.stream().filter(copied -> copied).count());
  }

  private boolean copy(Release release, String digest) throws IOException {
    String key = ReleaseStore.bundleKey(digest);
    Kept there = target.store().look(key, digest);
    if (there == Kept.MISSING) {
      Path file = Files.createTempFile("biomerkin-package-", ".zip");
      try {
        fetch(release, key, digest, file);
        target.store().putOnce(key, file, digest);
      } finally {
        Files.deleteIfExists(file);
      }
    }
    if (there == Kept.ALTERED) {
      throw altered(target, release, key);
    }
    return there == Kept.MISSING;
  }

  private void fetch(Release release, String key, String digest, Path file) throws IOException {
    if (!source.store().get(key, file)) {
      throw lost(source, release, "its code package " + key + " is missing");
    }
    if (!Sha256.hex(file).equals(digest)) {
      throw altered(source, release, key);
    }
  }

  private static ProblemException altered(Site site, Release release, String key) {
    return lost(site, release, "its code package " + key + " is not the one that was released");
  }

  private static ProblemException lost(Site site, Release release, String what) {
    return new ProblemException(
        ProblemCode.STORE_INCOMPLETE,
        site.names().releaseStore(),
        "release " + release.id() + " cannot be promoted: " + what,
        "deploy the same commit to "
            + release.environment()
            + " again, and promote what comes of it");
  }
}

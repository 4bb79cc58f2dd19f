package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the code packages of one deployment. Agents that share sources share the work and the
 * package; what one instance has read is not read again. Safe for use by several threads.
 */
public final class Packager {

  private final CodeFolder folders;
  private final BundleCache cache;
  private final Map<String, List<SourceFile>> sources = new ConcurrentHashMap<>();
  private final Map<String, String> fingerprints = new ConcurrentHashMap<>();
  private final Map<String, Bundle> bundles = new ConcurrentHashMap<>();

  /**
   * A packager.
   *
   * @param base the blueprint's folder: code folders are relative to it
   * @param cache a folder for packages, made when it is needed
   */
  public Packager(Path base, Path cache) {
    this.folders = new CodeFolder(base);
    this.cache = new BundleCache(cache.resolve("bundles"));
  }

  /**
   * A digest over everything that the agent's package is made of, hexadecimal: names, executable
   * bits and contents of its sources. Equal fingerprints mean equal packages. Makes no package.
   */
  public String fingerprint(Agent agent) {
    List<SourceFile> files = sources(agent);
    return fingerprints.computeIfAbsent(agent.code(), code -> Fingerprint.of(files, ""));
  }

  /** The agent's package, from the cache where its sources are unchanged. */
  public Bundle bundle(Agent agent) {
    String fingerprint = fingerprint(agent);
    return bundles.computeIfAbsent(
        fingerprint, wanted -> cache.find(wanted).orElseGet(() -> make(agent, wanted)));
  }

  private Bundle make(Agent agent, String wanted) {
    List<SourceFile> files = sources(agent);
    BundleCache.Stored stored = cache.store(output -> DeterministicZip.write(files, "", output));
    if (!stored.fingerprint().equals(wanted)) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          agent.code(),
          "the sources changed while they were packaged",
          "run the same command again when they are at rest");
    }
    return stored.bundle();
  }

  private List<SourceFile> sources(Agent agent) {
    List<SourceFile> files = sources.computeIfAbsent(agent.code(), code -> scan(agent));
    Handler.check(agent, files);
    return files;
  }

  private List<SourceFile> scan(Agent agent) {
    Path folder = folders.of(agent);
    List<SourceFile> files = SourceTree.scan(folder, agent.code(), IgnoreRules.of(folder));
    Limits.check(files, agent.code());
    return files;
  }
}

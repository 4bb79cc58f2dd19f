package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the code packages of one deployment. Agents that share sources share the work and the
 * package; what one instance has read is not read again. Safe for use by several threads.
 */
public final class Packager {

  private final CodeFolder folders;
  private final BundleCache cache;
  private final RequirementsCache installed;
  private final Map<String, List<SourceFile>> scanned = new ConcurrentHashMap<>();
  private final Map<Input, String> fingerprints = new ConcurrentHashMap<>();
  private final Map<String, Bundle> bundles = new ConcurrentHashMap<>();

  /**
   * A packager.
   *
   * @param base the blueprint's folder: code folders are relative to it
   * @param cache a folder for packages and installed requirements, made when it is needed
   */
  public Packager(Path base, Path cache) {
    this(base, cache, Pip.ofMachine());
  }

  Packager(Path base, Path cache, Pip pip) {
    this.folders = new CodeFolder(base);
    this.cache = new BundleCache(cache.resolve("bundles"));
    this.installed = new RequirementsCache(cache.resolve("requirements"), pip);
  }

  /**
   * A digest over everything that the agent's package is made of, hexadecimal: names, executable
   * bits and contents of its sources, and the platform of its requirements where it has any. Equal
   * fingerprints mean equal packages. Installs nothing and makes no package.
   */
  public String fingerprint(Agent agent) {
    return fingerprint(input(agent));
  }

  /** The agent's package, from the cache where its sources are unchanged. */
  public Bundle bundle(Agent agent) {
    Input input = input(agent);
    Bundle bundle =
        bundles.computeIfAbsent(
            fingerprint(input), wanted -> cache.find(wanted).orElseGet(() -> make(input, wanted)));
    if (input.requirements.isPresent()) {
      Handler.check(agent, ZipNames.of(bundle.zip()));
    }
    return bundle;
  }

  private String fingerprint(Input input) {
    return fingerprints.computeIfAbsent(input, i -> Fingerprint.of(i.sources, i.variant()));
  }

  private Bundle make(Input input, String wanted) {
    BundleCache.Stored stored = cache.store(output -> write(input, output));
    if (!stored.fingerprint().equals(wanted)) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          input.code,
          "the sources changed while they were packaged",
          "run the same command again when they are at rest");
    }
    return stored.bundle();
  }

  /** Writes the zip; returns the fingerprint of the sources that went into it. */
  private String write(Input input, OutputStream output) throws IOException {
    List<SourceFile> brought = input.requirements.map(installed::files).orElse(List.of());
    List<SourceFile> all = PackageContent.merge(input.sources, brought, input.code);
    Limits.check(all, input.code);
    Fingerprint fingerprint = new Fingerprint(input.variant());
    Set<SourceFile> own = Set.copyOf(input.sources);
    DeterministicZip.write(
        all,
        output,
        file -> {
          if (own.contains(file.source())) {
            fingerprint.add(file.source(), file.digest());
          }
        });
    return fingerprint.hex();
  }

  private Input input(Agent agent) {
    List<SourceFile> sources = scanned.computeIfAbsent(agent.code(), code -> scan(agent));
    Optional<Requirements> requirements = Requirements.of(agent, sources);
    if (requirements.isEmpty()) {
      Handler.check(agent, sources.stream().map(SourceFile::path).toList());
    }
    return new Input(agent.code(), sources, requirements);
  }

  private List<SourceFile> scan(Agent agent) {
    Path folder = folders.of(agent);
    List<SourceFile> files = SourceTree.scan(folder, agent.code(), IgnoreRules.of(folder));
    Limits.check(files, agent.code());
    return files;
  }

  /** What a package is made of. */
  private record Input(String code, List<SourceFile> sources, Optional<Requirements> requirements) {

    String variant() {
      return requirements.map(Requirements::variant).orElse("");
    }
  }
}

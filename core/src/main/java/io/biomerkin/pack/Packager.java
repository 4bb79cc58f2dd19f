package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<Input, Fingerprint> fingerprints = new ConcurrentHashMap<>();
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
    return fingerprint(input(agent)).hex();
  }

  /** The agent's package, from the cache where its sources are unchanged. */
  public Bundle bundle(Agent agent) {
    Input input = input(agent);
    Fingerprint fingerprint = fingerprint(input);
    Bundle bundle =
        bundles.computeIfAbsent(
            fingerprint.hex(),
            wanted ->
                cache
                    .find(wanted)
                    .orElseGet(
                        () -> cache.store(wanted, output -> write(input, fingerprint, output))));
    if (input.requirements.isPresent()) {
      Handler.check(agent, ZipNames.of(bundle.zip()));
    }
    return bundle;
  }

  private Fingerprint fingerprint(Input input) {
    return fingerprints.computeIfAbsent(input, i -> Fingerprint.of(i.sources, i.variant()));
  }

  private void write(Input input, Fingerprint fingerprint, OutputStream output) throws IOException {
    List<SourceFile> brought = input.requirements.map(installed::files).orElse(List.of());
    List<SourceFile> all = PackageContent.merge(input.sources, brought, input.code);
    Limits.check(all, input.code);
    DeterministicZip.write(
        all,
        output,
        file -> {
          if (!fingerprint.agreesWith(file)) {
            throw changed(input.code + "/" + file.source().path());
          }
        });
  }

  private static ProblemException changed(String path) {
    return new ProblemException(
        ProblemCode.FILE_FAILED,
        path,
        "the file changed while it was packaged",
        "run the same command again when the sources are at rest");
  }

  private Input input(Agent agent) {
    List<SourceFile> sources = scanned.computeIfAbsent(agent.code(), code -> scan(agent));
    Optional<Requirements> requirements = Requirements.of(agent, sources);
    if (requirements.isEmpty()) {
      checkHandler(agent, sources);
    }
    return new Input(agent.code(), sources, requirements);
  }

  private static void checkHandler(Agent agent, List<SourceFile> sources) {
    if (JavaHandler.isFor(agent)) {
      JavaHandler.check(agent, sources);
    } else {
      Handler.check(agent, sources.stream().map(SourceFile::path).toList());
    }
  }

  private List<SourceFile> scan(Agent agent) {
    Path code = folders.of(agent);
    List<SourceFile> files =
        Files.isDirectory(code)
            ? SourceTree.scan(code, agent.code(), IgnoreRules.of(code))
            : List.of(SourceFile.library(code));
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

package io.biomerkin.deploy.step;

import io.biomerkin.pack.Bundle;
import java.util.Map;
import java.util.TreeMap;

/** Packages the sources of every agent; agents that share sources share a package. */
public final class PackageAgents {

  private final Site site;

  /** The agents of that site. */
  public PackageAgents(Site site) {
    this.site = site;
  }

  /** The code package of each agent, by the agent's name. */
  public Map<String, Bundle> run() {
    Map<String, Bundle> bundles = new TreeMap<>();
    EveryAgent.of(
        site.blueprint(), agent -> bundles.put(agent.name(), site.packager().bundle(agent)));
    return bundles;
  }

  /** The digest of each agent's package. */
  public static Map<String, String> digests(Map<String, Bundle> bundles) {
    Map<String, String> code = new TreeMap<>();
    bundles.forEach((agent, bundle) -> code.put(agent, bundle.sha256()));
    return code;
  }

  /** {@code 2 packages, 41 KB}. */
  public static String describe(Map<String, Bundle> bundles) {
    Map<String, Long> sizes = new TreeMap<>();
    bundles.values().forEach(bundle -> sizes.put(bundle.sha256(), bundle.size()));
    long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
    return Words.count(sizes.size(), "package") + ", " + Math.max(1, bytes / 1024) + " KB";
  }
}

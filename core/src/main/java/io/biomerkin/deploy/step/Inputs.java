package io.biomerkin.deploy.step;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Check;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Notification;
import io.biomerkin.model.Sha256;
import io.biomerkin.model.Target;
import io.biomerkin.model.TestWorkflow;
import io.biomerkin.model.Topology;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Digests of everything a release is made from: equal digests make equal releases.
 *
 * @param template digest of what the template follows from: topology, environment, this tool
 * @param sources the fingerprint of each agent's sources
 * @param digest digest of both and of the checks
 */
public record Inputs(String template, Map<String, String> sources, String digest) {

  /** Copies its map, sorted. */
  public Inputs {
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
  }

  /** What of a blueprint enters the template of one environment. */
  private record TemplateInputs(
      String tool,
      String application,
      Topology topology,
      Environment environment,
      List<Notification> notifications) {}

  /** The checks too: a release is verified by those that its blueprint has. */
  private record AllInputs(
      String template,
      Map<String, String> sources,
      List<Check> checks,
      Optional<TestWorkflow> workflow) {}

  /** Reads the sources of every agent, without packaging them. */
  public static Inputs of(Site site) {
    Map<String, String> sources = new TreeMap<>();
    EveryAgent.of(
        site.blueprint(), agent -> sources.put(agent.name(), site.packager().fingerprint(agent)));
    return of(site, sources);
  }

  /** Of sources that are known already, such as those of an earlier release. */
  public static Inputs of(Site site, Map<String, String> sources) {
    String template = template(site.blueprint(), site.environment());
    AllInputs all =
        new AllInputs(template, sources, site.blueprint().checks(), site.blueprint().workflow());
    return new Inputs(template, sources, Sha256.hex(BlueprintJson.write(all)));
  }

  private static String template(Blueprint blueprint, Environment environment) {
    TemplateInputs inputs =
        new TemplateInputs(
            ToolVersion.current(),
            blueprint.application(),
            blueprint.topology(),
            built(environment),
            blueprint.notifications());
    return Sha256.hex(BlueprintJson.write(inputs));
  }

  /** Without what says only how the environment is reached, and when and whence it may change. */
  private static Environment built(Environment environment) {
    Target target = environment.target();
    return new Environment(
        environment.name(),
        target instanceof Target.Aws ? Target.Aws.of(target.account(), target.region()) : target,
        environment.size(),
        environment.monitoring(),
        environment.protectData(),
        false,
        environment.backup(),
        environment.rollout(),
        List.of(),
        environment.domain(),
        environment.express(),
        Optional.empty());
  }
}

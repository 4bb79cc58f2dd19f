package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.StackState;
import io.biomerkin.model.Agent;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Sha256;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Code straight into the functions, past the stack, where an environment of development allows it.
 * That is no release: nothing marks it, nobody can promote it or roll back to it. The next change
 * of the stack puts everything back first, so that CloudFormation finds what it knows.
 */
public final class ExpressLane {

  /**
   * What the description of a function says that runs such code. It also makes the version another
   * one than the stack will publish of the same code: Lambda publishes no version twice.
   */
  private static final String NOTE = "express: runs code that no release has";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Site site;

  /** The lane of that site. */
  public ExpressLane(Site site) {
    this.site = site;
  }

  /**
   * Which code went past a stack. Written before it goes, so that whoever comes after a death
   * knows.
   *
   * @param release the release that the stack runs
   * @param input the digest of what all the code was made from; empty while it is on its way
   * @param code the digest of each package that is not the release's, by agent; while it is on its
   *     way, of each agent that is touched
   */
  public record Draft(String release, String input, Map<String, String> code) {

    /** Copies its map, sorted. */
    public Draft {
      code = new TreeMap<>(code);
    }
  }

  /** Which code went past the stack; empty when none did. */
  public Optional<Draft> draft(Optional<StackState> stack) {
    return stack
        .filter(StackState::isExpress)
        .flatMap(running -> site.store().get(key()).map(found -> read(found.text(), running)))
        .filter(draft -> stack.get().release().equals(Optional.of(draft.release())));
  }

  /** One that cannot be read says that any agent may have got other code. */
  private Draft read(String text, StackState running) {
    try {
      return BlueprintJson.read(text, Draft.class);
    } catch (IllegalArgumentException e) {
      String id = running.release().orElse("");
      Map<String, String> all =
          ReleaseId.parse(id)
              .flatMap(release -> Manifest.find(site, release))
              .map(manifest -> manifest.release().code())
              .orElse(Map.of());
      return new Draft(id, "", all);
    }
  }

  /**
   * Whether code alone differs from what the stack was made from, so that it may take this lane.
   *
   * @param running the manifest of the release that the stack runs
   */
  public boolean takes(Optional<StackState> stack, Manifest running, Inputs inputs) {
    return site.environment().express()
        && stack.filter(StackState::isSettled).filter(StackState::isExpress).isPresent()
        && running.inputs().template().equals(inputs.template());
  }

  /**
   * Gives each agent the code wanted.
   *
   * @param wanted the digest of each agent's package
   * @return the agents that were touched
   */
  public Set<String> run(StackState stack, Release release, Map<String, String> wanted) {
    Map<String, String> other = other(release, wanted);
    Optional<Draft> before = draft(Optional.of(stack));
    Map<String, String> goes = new TreeMap<>(other);
    before.ifPresent(
        draft -> draft.code().keySet().forEach(a -> goes.putIfAbsent(a, own(release, a))));
    write(new Draft(release.id().text(), "", goes));
    Map<String, String> touched = new TreeMap<>(goes);
    before
        .filter(draft -> !draft.input().isEmpty())
        .ifPresent(whole -> touched.entrySet().removeAll(whole.code().entrySet()));
    change(stack, release, touched);
    return touched.keySet();
  }

  /**
   * Keeps what went past the stack, once it is known to be well.
   *
   * @return the agents that run other code than the release
   */
  public Set<String> keep(Release release, Map<String, String> wanted, Inputs inputs) {
    Map<String, String> other = other(release, wanted);
    if (other.isEmpty()) {
      site.store().remove(key());
    } else {
      write(new Draft(release.id().text(), inputs.digest(), other));
    }
    return other.keySet();
  }

  /** Has every agent run its release's code again, if it does not. */
  public void undo(Optional<StackState> stack) {
    draft(stack)
        .ifPresent(
            draft -> {
              Release release =
                  Manifest.get(site, ReleaseId.parse(draft.release()).orElseThrow()).release();
              Map<String, String> back = new TreeMap<>();
              draft.code().keySet().forEach(agent -> back.put(agent, own(release, agent)));
              change(stack.get(), release, back);
              site.store().remove(key());
            });
  }

  private void change(StackState stack, Release release, Map<String, String> code) {
    boolean restores =
        code.entrySet().stream().anyMatch(each -> isOwn(release, each.getKey(), each.getValue()));
    Map<String, String> versions = restores ? versions(stack) : Map.of();
    List<Callable<String>> changes = new ArrayList<>();
    code.forEach(
        (agent, digest) ->
            changes.add(
                () -> {
                  if (isOwn(release, agent, digest)) {
                    restore(agent, digest, versions);
                  } else {
                    put(agent, digest);
                  }
                  return agent;
                }));
    site.workers().all(changes);
  }

  private static Map<String, String> other(Release release, Map<String, String> wanted) {
    Map<String, String> other = new TreeMap<>(wanted);
    other.entrySet().removeIf(each -> isOwn(release, each.getKey(), each.getValue()));
    return other;
  }

  private static boolean isOwn(Release release, String agent, String digest) {
    return digest.equals(own(release, agent));
  }

  private static String own(Release release, String agent) {
    return Sha256.bare(release.code().getOrDefault(agent, ""));
  }

  private void put(String agent, String digest) {
    Functions functions = functions();
    String function = site.names().resource(agent);
    if (!functions.description(function).equals(NOTE)) {
      functions.describe(function, NOTE);
      settle(function);
    }
    functions.give(function, site.store(), digest);
    settle(function);
    functions.point(function, Agent.ALIAS, functions.publish(function));
  }

  private void restore(String agent, String digest, Map<String, String> versions) {
    Functions functions = functions();
    String function = site.names().resource(agent);
    functions.point(function, Agent.ALIAS, versions.getOrDefault(function, ""));
    functions.give(function, site.store(), digest);
    settle(function);
    functions.describe(function, "");
    settle(function);
  }

  /** Lambda takes the next change of a function only when the last one has ended. */
  private void settle(String function) {
    Functions.Change change = functions().change(function);
    while (!change.ended()) {
      site.cloud().clock().sleep(PAUSE);
      change = functions().change(function);
    }
    if (!change.failure().isEmpty()) {
      throw new ProblemException(
          ProblemCode.RESOURCE_FAILED,
          function,
          "Lambda could not change it: " + change.failure(),
          "deploy with -Dexpress=false, through the stack");
    }
  }

  /** The version of each function that the stack made. */
  private Map<String, String> versions(StackState stack) {
    Map<String, String> versions = new HashMap<>();
    for (Map<String, String> some :
        site.workers().each(site.stacks(stack), each -> each.physicalIds("AWS::Lambda::Version"))) {
      for (String arn : some.values()) {
        String[] parts = arn.split(":", -1);
        versions.put(parts[parts.length - 2], parts[parts.length - 1]);
      }
    }
    return versions;
  }

  private void write(Draft draft) {
    site.store().put(key(), BlueprintJson.write(draft));
  }

  private String key() {
    return ReleaseStore.draftKey(site.environment().name());
  }

  private Functions functions() {
    return new Functions(site.cloud());
  }
}

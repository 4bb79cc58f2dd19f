package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.History;
import io.biomerkin.deploy.gate.Rejections;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.ledger.Markers;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.pack.Packager;
import io.biomerkin.synth.Quotas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One environment with everything an operation works on.
 *
 * @param blueprint the blueprint
 * @param environment the environment
 * @param names what its resources are called
 * @param folder the blueprint's folder
 * @param state the folder of caches, outputs of checks and the embedded cloud
 * @param cloud its cloud
 * @param markers which of its markers count: those of a try-out are kept apart
 * @param git the ledger of those; opened at first use, or before by a worker
 * @param packager makes its code packages
 * @param narrator tells what happens
 * @param workers do what may be done at once
 * @param rules the blueprint whose rules hold: that of the commit that is checked out
 * @param quotas how much one stack and one operation of CloudFormation hold
 * @param sites the other environments, by their names
 */
public record Site(
    Blueprint blueprint,
    Environment environment,
    Names names,
    Path folder,
    Path state,
    Cloud cloud,
    Markers markers,
    Supplier<GitLedger> git,
    Packager packager,
    Narrator narrator,
    Workers workers,
    Supplier<Blueprint> rules,
    Quotas quotas,
    Function<String, Site> sites) {

  /** The stack. */
  public Stacks stacks() {
    return new Stacks(cloud, names.stack());
  }

  /** The stack, and those that are nested in it. */
  public List<Stacks> stacks(StackState stack) {
    return stack.isSplit() ? stacks().whole() : List.of(stacks());
  }

  /** The release store. */
  public ReleaseStore store() {
    return new ReleaseStore(cloud, names.releaseStore());
  }

  /** The ledger. */
  public GitLedger ledger() {
    return git.get();
  }

  /** The blueprint whose rules of promotion and freezes hold. */
  public Blueprint policy() {
    return rules.get();
  }

  /** The remote that markers are shared by; none for a try-out, which is nobody else's business. */
  public Optional<String> remote() {
    return markers == Markers.TAGS ? policy().ledger().remote() : Optional.empty();
  }

  /** The same place with another blueprint. */
  public Site with(Blueprint other, Environment there) {
    return new Site(
        other, there, names, folder, state, cloud, markers, git, packager, narrator, workers, rules,
        quotas, sites);
  }

  /** Another environment, or this one. */
  public Site other(String name) {
    return name.equals(environment.name()) ? this : sites.apply(name);
  }

  /**
   * What the ledger tells of this environment.
   *
   * @param stack what runs
   */
  public History history(Optional<StackState> stack) {
    return history(stack, ledger().releases(blueprint.application(), environment.name()));
  }

  /**
   * The same from one release on: what has become of it needs no look at the thousands before.
   *
   * @param stack what runs
   */
  public History history(Optional<StackState> stack, ReleaseId first) {
    return history(stack, ledger().releases(blueprint.application(), environment.name(), first));
  }

  private History history(Optional<StackState> stack, List<Release> releases) {
    return new History(
        environment.name(),
        releases,
        Rejections.of(this).among(releases),
        stack.flatMap(StackState::release).flatMap(ReleaseId::parse),
        stack.flatMap(StackState::restores).flatMap(ReleaseId::parse));
  }

  /** The present moment. */
  public Instant now() {
    return cloud.clock().now();
  }

  /**
   * {@code mvn biomerkin:GOAL -Denv=ENVIRONMENT}: what to type next. For a try-out it says so: the
   * same line without that would go to the real thing.
   */
  public String command(String goal) {
    String cloud = markers == Markers.LOCAL ? " -Dcloud=local" : "";
    return "mvn biomerkin:" + goal + " -Denv=" + environment.name() + cloud;
  }
}

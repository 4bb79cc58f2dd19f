package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.History;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.pack.Packager;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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
 * @param git the ledger; opened at first use, or before by a worker
 * @param packager makes its code packages
 * @param narrator tells what happens
 * @param workers do what may be done at once
 */
public record Site(
    Blueprint blueprint,
    Environment environment,
    Names names,
    Path folder,
    Path state,
    Cloud cloud,
    Supplier<GitLedger> git,
    Packager packager,
    Narrator narrator,
    Workers workers) {

  /** The stack. */
  public Stacks stacks() {
    return new Stacks(cloud, names.stack());
  }

  /** The release store. */
  public ReleaseStore store() {
    return new ReleaseStore(cloud, names.releaseStore());
  }

  /** The ledger. */
  public GitLedger ledger() {
    return git.get();
  }

  /**
   * What the ledger tells of this environment.
   *
   * @param stack what runs
   */
  public History history(Optional<StackState> stack) {
    String application = blueprint.application();
    return new History(
        environment.name(),
        ledger().releases(application, environment.name()),
        ledger().rejected(application, environment.name()),
        stack.flatMap(StackState::release).flatMap(ReleaseId::parse),
        stack.flatMap(StackState::restores).flatMap(ReleaseId::parse));
  }

  /** The present moment. */
  public Instant now() {
    return cloud.clock().now();
  }

  /** {@code mvn biomerkin:GOAL -Denv=ENVIRONMENT}: what to type next. */
  public String command(String goal) {
    return "mvn biomerkin:" + goal + " -Denv=" + environment.name();
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.ChangeSet;
import io.biomerkin.deploy.step.DetectDrift;
import io.biomerkin.deploy.step.Inputs;
import io.biomerkin.deploy.step.PackageAgents;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.PreviewChange;
import io.biomerkin.deploy.step.RecoverStack;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.Synthesize;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Assembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plan: what a deployment would change. */
final class PlanOperation {

  private final Site site;
  private final DriftPolicy policy;
  private List<DriftedResource> drift = List.of();
  private String driftUnknown = "";

  PlanOperation(Site site, DriftPolicy policy) {
    this.site = site;
    this.policy = policy;
  }

  Plan run() {
    Supplier<Inputs> reading = site.workers().begin(() -> Inputs.of(site));
    Optional<StackState> stack =
        new Preflight(site).run().filter(s -> !s.isReserved() && !s.isStillborn());
    Inputs inputs = reading.get();
    stack.ifPresent(this::requireSettled);
    String name = site.environment().name();
    if (stack.isPresent() && policy != DriftPolicy.IGNORE) {
      look(stack.get());
    }
    boolean reverts = policy == DriftPolicy.REVERT && !drift.isEmpty();
    if (!reverts && stack.flatMap(StackState::input).equals(Optional.of(inputs.digest()))) {
      return new Plan(name, true, true, List.of(), drift, driftUnknown);
    }
    Assembly templates =
        new Synthesize(site, inputs)
            .run(
                PackageAgents.digests(new PackageAgents(site).run()),
                ReleaseId.at(site.now()),
                stack);
    List<ResourceChange> changes =
        stack.isEmpty()
            ? PreviewChange.ofNew(templates)
            : new PreviewChange(site).run(ChangeSet.Kind.update(reverts), templates);
    return new Plan(name, stack.isPresent(), false, changes, drift, driftUnknown);
  }

  /** Who only wants to know is not stopped by a cloud that cannot tell, or may not. */
  private void look(StackState stack) {
    try {
      DetectDrift detect = new DetectDrift(site, policy == DriftPolicy.FAIL);
      drift = detect.run(stack);
      if (policy == DriftPolicy.REVERT) {
        detect.requireOwn(stack, drift);
      }
    } catch (RuntimeException e) {
      RuntimeException told = CloudErrors.explained(e, site.cloud().label());
      if (policy != DriftPolicy.WARN
          || !(told instanceof ProblemException problem)
          || problem.first().code() == ProblemCode.CANCELLED) {
        throw told;
      }
      driftUnknown = problem.first().what();
    }
  }

  private void requireSettled(StackState stack) {
    if (stack.isBusy()) {
      throw new ProblemException(
          ProblemCode.STACK_STATE,
          site.names().stack(),
          "the stack is "
              + stack.status()
              + ": what a deployment would change shows when that ends",
          "run the same command again then; a deployment waits for it by itself");
    }
    if (!stack.isSettled()) {
      throw RecoverStack.refusal(site, stack);
    }
  }

  /** {@code 2 added, 1 modified}. */
  static String summary(List<ResourceChange> changes) {
    List<String> parts = new ArrayList<>();
    for (Action action : Action.values()) {
      long count = changes.stream().filter(change -> change.action() == action).count();
      if (count > 0) {
        parts.add(count + " " + action.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return parts.isEmpty() ? "no resource changes" : String.join(", ", parts);
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.deploy.gate.EnvironmentGate;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.step.Inputs;
import io.biomerkin.deploy.step.InspectStack;
import io.biomerkin.deploy.step.MachinePrograms;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.Verify;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Validate: the machine, the sources, the environment, and all that runs there. */
final class ValidateOperation {

  private final Site site;
  private final List<Finding> findings = new ArrayList<>();

  ValidateOperation(Site site) {
    this.site = site;
  }

  Validation run() {
    int agents = site.blueprint().topology().agents().size();
    findings.add(Finding.of("blueprint", site.blueprint().application(), true, agents + " agents"));
    findings.addAll(new MachinePrograms(site).run());
    Optional<Inputs> inputs = sources();
    rules();
    Optional<StackState> stack;
    try {
      stack = new Preflight(site).run().filter(s -> !s.isReserved());
    } catch (RuntimeException e) {
      // Without credentials too, all that can be told is told.
      findings.add(account(e));
      return new Validation(site.environment().name(), false, findings);
    }
    findings.add(Finding.of("account", site.cloud().account(), true, site.cloud().label()));
    if (stack.isEmpty()) {
      notDeployed();
    } else {
      deployed(stack.get(), inputs);
    }
    return new Validation(site.environment().name(), stack.isPresent(), findings);
  }

  private Finding account(RuntimeException e) {
    if (CloudErrors.explained(e, site.cloud().label()) instanceof ProblemException told) {
      return Finding.of("account", site.cloud().account(), false, told.first().advice());
    }
    throw e;
  }

  private Optional<Inputs> sources() {
    try {
      Inputs inputs = Inputs.of(site);
      findings.add(Finding.of("sources", "agents", true, "complete"));
      return Optional.of(inputs);
    } catch (ProblemException e) {
      e.problems().forEach(p -> findings.add(Finding.of("sources", p.where(), false, p.advice())));
      return Optional.empty();
    }
  }

  /** What would refuse a deployment now is told, but it is no fault of what runs. */
  private void rules() {
    String name = site.environment().name();
    Gate.of(site)
        .map(gate -> "releases come here only from " + gate.rule().from() + ", by promotion")
        .ifPresent(told -> findings.add(new Finding("rule", name, Outcome.SKIPPED, told)));
    EnvironmentGate.items(site.environment(), site.now()).stream()
        .filter(item -> item.state() == Checklist.State.NOT_MET)
        .forEach(item -> findings.add(new Finding("rule", name, Outcome.SKIPPED, item.evidence())));
  }

  private void notDeployed() {
    findings.add(missing("stack", site.names().stack()));
    var topology = site.blueprint().topology();
    topology
        .agents()
        .forEach(a -> findings.add(missing("function", site.names().resource(a.name()))));
    topology.tables().forEach(t -> findings.add(missing("table", site.names().resource(t.name()))));
    topology.buckets().forEach(b -> findings.add(missing("bucket", site.names().bucket(b.name()))));
    topology.queues().forEach(q -> findings.add(missing("queue", site.names().resource(q.name()))));
    topology.api().ifPresent(api -> findings.add(missing("api", site.names().api())));
  }

  private static Finding missing(String area, String name) {
    return new Finding(area, name, Outcome.SKIPPED, "not deployed yet");
  }

  private void deployed(StackState stack, Optional<Inputs> inputs) {
    findings.add(Finding.of("stack", site.names().stack(), stack.isSettled(), told(stack)));
    findings.add(release(stack, inputs));
    if (stack.isSettled()) {
      findings.addAll(new InspectStack(site).run(stack));
      findings.addAll(new Verify(site, site.blueprint()).run());
    }
  }

  private String told(StackState stack) {
    return switch (stack.care()) {
      case NONE -> stack.status();
      case CONTINUE, TAKE_BACK, DELETE ->
          stack.describe() + "; correct the cause, then " + site.command("recover");
      default -> stack.describe();
    };
  }

  private Finding release(StackState stack, Optional<Inputs> inputs) {
    String name = stack.release().orElse("unknown");
    boolean marked =
        ReleaseId.parse(name)
            .filter(
                id ->
                    site.ledger()
                        .isMarked(site.blueprint().application(), site.environment().name(), id))
            .isPresent();
    if (!marked) {
      String advice = "no marker in this repository; git fetch --tags, or deploy again";
      return Finding.of("release", name, false, advice);
    }
    boolean same = inputs.map(Inputs::digest).equals(stack.input());
    return Finding.of("release", name, true, same ? "marked" : "marked; sources differ from it");
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.FailedOperation;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.StackStatus.Care;
import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.deploy.step.DiagnoseFunctions;
import io.biomerkin.deploy.step.DiagnosePipeline;
import io.biomerkin.deploy.step.DiagnoseStack;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Diagnose: what went wrong last, and what to do. Changes nothing. */
final class DiagnoseOperation {

  private final Site site;

  DiagnoseOperation(Site site) {
    this.site = site;
  }

  Diagnosis run() {
    Optional<StackState> stack = new Preflight(site).run();
    String name = site.environment().name();
    if (stack.isEmpty()) {
      List<Finding> gone =
          site.stacks()
              .events()
              .failedCreation()
              .map(new DiagnoseStack(site)::run)
              .orElse(List.of());
      return new Diagnosis(name, StackState.NOT_DEPLOYED, gone);
    }
    List<Finding> findings = new ArrayList<>();
    if (stack.get().care() != Care.NONE) {
      findings.add(DiagnoseStack.state(site, stack.get()));
    }
    Optional<FailedOperation> failed = site.stacks().events().lastFailure();
    failed.ifPresent(operation -> findings.addAll(new DiagnoseStack(site).run(operation)));
    findings.addAll(new DiagnoseFunctions(site).run());
    findings.addAll(new DiagnosePipeline(site).run());
    return new Diagnosis(name, stack.get().status(), findings);
  }
}

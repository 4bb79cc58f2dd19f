package io.biomerkin.deploy.step;

import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Check;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Synthesizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for the programs that a deployment of the blueprint needs. */
public final class MachinePrograms {

  private final Site site;

  /** The programs for that site's blueprint. */
  public MachinePrograms(Site site) {
    this.site = site;
  }

  /** Each program, why it is needed, and whether it is there. */
  public List<Finding> run() {
    Map<String, String> needed = new LinkedHashMap<>();
    site.blueprint().topology().agents().stream()
        .map(agent -> agent.runtime())
        .filter(runtime -> runtime.startsWith("python"))
        .findFirst()
        .ifPresent(runtime -> needed.put("python3", "packages and runs Python agents"));
    List<Finding> findings = new ArrayList<>();
    findings.add(node());
    needed.forEach((program, reason) -> findings.add(look(program, reason)));
    site.blueprint().checks().forEach(check -> findings.add(look(check)));
    return findings;
  }

  private static Finding node() {
    try {
      Synthesizer.requireMachine();
      return Finding.of("machine", "node", true, "installed; synthesizes a changed blueprint");
    } catch (ProblemException e) {
      return Finding.of("machine", "node", false, e.first().advice());
    }
  }

  private Finding look(String program, String reason) {
    boolean there = new CommandLine(List.of(program)).isInstalled(site.folder());
    return Finding.of(
        "machine", program, there, there ? "installed; " + reason : "not installed; " + reason);
  }

  private Finding look(Check check) {
    CommandLine command = CommandLine.parse(check.command());
    boolean there = command.isInstalled(site.folder().resolve(check.dir()));
    Outcome missing = check.optional() ? Outcome.SKIPPED : Outcome.FAILED;
    return new Finding(
        "check",
        check.name(),
        there ? Outcome.PASSED : missing,
        command.program() + (there ? " is installed" : " is not installed"));
  }
}

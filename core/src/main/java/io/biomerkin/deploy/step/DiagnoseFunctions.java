package io.biomerkin.deploy.step;

import io.biomerkin.cloud.FunctionRecords;
import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.model.Agent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Functions that failed of late, with the end of their logs. */
public final class DiagnoseFunctions {

  private static final Duration WITHIN = Duration.ofHours(3);
  private static final int LINES = 20;

  private final Site site;

  /** Diagnoses that site's functions. */
  public DiagnoseFunctions(Site site) {
    this.site = site;
  }

  /** Each function that failed, by its metrics or by its log. */
  public List<Finding> run() {
    FunctionRecords records = new FunctionRecords(site.cloud());
    List<Agent> agents = site.blueprint().topology().agents();
    List<Finding> findings = new ArrayList<>();
    Map<String, Long> errors = Map.of();
    try {
      errors =
          records.errors(
              agents.stream().map(agent -> site.names().resource(agent.name())).toList(), WITHIN);
    } catch (RuntimeException e) {
      findings.add(Unseen.finding(site, "function", "error metrics", e));
    }
    List<Callable<List<String>>> reads = new ArrayList<>();
    for (Agent agent : agents) {
      String group = site.names().logGroup(agent.name());
      reads.add(() -> records.lastFailure(group, WITHIN, LINES));
    }
    List<List<String>> logs = Collections.nCopies(agents.size(), List.of());
    try {
      logs = site.workers().all(reads);
    } catch (RuntimeException e) {
      findings.add(Unseen.finding(site, "function", "logs", e));
    }
    Redaction redaction = new Redaction(System.getenv());
    for (int i = 0; i < agents.size(); i++) {
      String function = site.names().resource(agents.get(i).name());
      List<String> log = logs.get(i).stream().map(redaction::blank).toList();
      if (!log.isEmpty() || errors.containsKey(function)) {
        findings.add(
            new Finding(
                "function",
                function,
                errors.containsKey(function)
                    ? Words.count(errors.get(function).intValue(), "error")
                        + " in the last "
                        + WITHIN.toHours()
                        + " hours"
                    : "its log tells of a failure in the last " + WITHIN.toHours() + " hours",
                log,
                site.command("validate") + " asks it whether it is well now"));
      }
    }
    return findings;
  }
}

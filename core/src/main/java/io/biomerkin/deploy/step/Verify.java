package io.biomerkin.deploy.step;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.Functions;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.TestWorkflow;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Asks every agent whether it is well, then gives the system a real piece of work and calls its
 * open routes.
 */
public final class Verify {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_LOOKS = 30;

  private final Site site;
  private final Blueprint blueprint;

  /**
   * Verifies what runs.
   *
   * @param blueprint the one that the running release was made from
   */
  public Verify(Site site, Blueprint blueprint) {
    this.site = site;
    this.blueprint = blueprint;
  }

  /** Every check and how it ended; the agents first. */
  public List<Finding> run() {
    List<Callable<Finding>> asks = new ArrayList<>();
    for (Agent agent : blueprint.topology().agents()) {
      asks.add(() -> health(agent));
    }
    List<Finding> findings = new ArrayList<>(site.workers().all(asks));
    boolean well = findings.stream().noneMatch(Verify::failed);
    // A system with a sick agent would only fail once more, and hide which one is the cause.
    if (well) {
      blueprint.workflow().ifPresent(w -> findings.add(workflow(w)));
      findings.addAll(new CallRoutes(site, blueprint).run());
    }
    return findings;
  }

  /** What cannot even be asked is not well: the release must not stay. */
  private Finding health(Agent agent) {
    String function = site.names().resource(agent.name());
    try {
      return health(agent, function);
    } catch (RuntimeException e) {
      if (CloudErrors.explained(e, site.cloud().label()) instanceof ProblemException told) {
        return Finding.of("function", function, false, told.first().what());
      }
      throw e;
    }
  }

  private Finding health(Agent agent, String function) {
    Functions.Answer answer = ask(function, agent.health());
    return Finding.of(
        "function",
        function,
        !answer.failed(),
        answer.failed()
            ? new AgentError(answer.payload()).toString()
            : "answers, version " + answer.version());
  }

  /**
   * What is asked here is made to be asked often, so that a fault of the way there is no reason to
   * take a release back: it is asked once more.
   */
  private Functions.Answer ask(String function, String payload) {
    Functions functions = new Functions(site.cloud());
    for (int asked = 1; ; asked++) {
      try {
        return functions.invoke(function, Agent.ALIAS, payload);
      } catch (RuntimeException e) {
        // In CloudFormation's express mode a function may still be on its way.
        boolean again =
            CloudErrors.isPassing(e) ? asked < 2 : Functions.isPending(e) && asked < MOST_LOOKS;
        if (!again) {
          throw e;
        }
        site.cloud().clock().sleep(PAUSE);
      }
    }
  }

  private Finding workflow(TestWorkflow workflow) {
    String function = site.names().resource(workflow.agent());
    Functions.Answer answer = ask(function, workflow.send());
    if (answer.failed()) {
      return Finding.of("workflow", function, false, new AgentError(answer.payload()).toString());
    }
    String difference = JsonSubset.difference(workflow.expect(), answer.payload());
    return Finding.of(
        "workflow",
        function,
        difference.isEmpty(),
        difference.isEmpty() ? "answers as expected" : difference);
  }

  private static boolean failed(Finding finding) {
    return finding.outcome() == Outcome.FAILED;
  }

  /** What the marker says of the findings. */
  public static Verification summary(List<Finding> findings) {
    int passed = (int) findings.stream().filter(f -> f.outcome() == Outcome.PASSED).count();
    int failed = (int) findings.stream().filter(Verify::failed).count();
    return new Verification(passed, passed + failed);
  }

  /** The failed checks as problems. */
  public static ProblemException failure(List<Finding> findings, String next) {
    List<Problem> problems = new ArrayList<>();
    for (Finding finding : findings) {
      if (failed(finding)) {
        problems.add(
            new Problem(
                ProblemCode.VERIFICATION_FAILED,
                finding.name(),
                finding.detail(),
                problems.isEmpty() ? next : ""));
      }
    }
    return new ProblemException(problems);
  }
}

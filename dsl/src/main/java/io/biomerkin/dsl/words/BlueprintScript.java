package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Topology;
import io.biomerkin.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outermost words of a {@code deployment.groovy}. */
public final class BlueprintScript extends Block {

  /** Until it is read: where it is missing or refused, that is told, and no rule about it. */
  private String application = "unnamed";

  private Topology topology = TopologyBlock.EMPTY;
  private final EnvironmentsBlock environments;
  private final PromotionBlock promotion;
  private final ChecksBlock checks;
  private final NotificationsBlock notifications;
  private final LedgerBlock ledger;
  private final Set<String> seen = new HashSet<>();

  /** An empty blueprint. */
  public BlueprintScript(Findings findings) {
    super(findings, "a blueprint");
    this.environments = new EnvironmentsBlock(findings);
    this.promotion = new PromotionBlock(findings);
    this.checks = new ChecksBlock(findings);
    this.notifications = new NotificationsBlock(findings);
    this.ledger = new LedgerBlock(findings);
  }

  /** The name that every resource starts with, e.g. {@code application 'biomerkin'}. Mandatory. */
  public void application(String name) {
    once("application");
    findings.declareArgument("application", 0);
    application = name;
  }

  /** What the system consists of. Mandatory. */
  public void topology(
      @DelegatesTo(value = TopologyBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    once("topology");
    findings.declare("topology");
    topology = read(new TopologyBlock(findings), body).topology();
  }

  /** Where it runs. Mandatory. */
  public void environments(
      @DelegatesTo(value = EnvironmentsBlock.class, strategy = Closure.DELEGATE_ONLY)
          Closure<?> body) {
    once("environments");
    findings.declare("environments");
    read(environments, body);
  }

  /** How a release comes into an environment. */
  public void promotion(
      @DelegatesTo(value = PromotionBlock.class, strategy = Closure.DELEGATE_ONLY)
          Closure<?> body) {
    once("promotion");
    findings.declare("promotions");
    read(promotion, body);
  }

  /** What must pass before and after a deployment. */
  public void checks(
      @DelegatesTo(value = ChecksBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    once("checks");
    findings.declare("checks");
    read(checks, body);
  }

  /** Who is told. */
  public void notifications(
      @DelegatesTo(value = NotificationsBlock.class, strategy = Closure.DELEGATE_ONLY)
          Closure<?> body) {
    once("notifications");
    findings.declare("notifications");
    read(notifications, body);
  }

  /** How the markers of releases and approvals are shared. */
  public void ledger(
      @DelegatesTo(value = LedgerBlock.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
    once("ledger");
    findings.declare("ledger");
    read(ledger, body);
  }

  private void once(String word) {
    if (!seen.add(word)) {
      findings.report(
          findings.call().position(),
          ProblemCode.DUPLICATE,
          "'" + word + "' is there twice",
          "put both into one");
    }
  }

  /** The blueprint that was read; reports the mandatory words that are missing. */
  public static Blueprint blueprint(BlueprintScript script) {
    for (String word : List.of("application", "topology", "environments")) {
      if (!script.findings.mentions(word)) {
        script.findings.report(
            new io.biomerkin.dsl.read.Position(1, 1),
            ProblemCode.MISSING,
            "'" + word + "' is missing",
            word.equals("application") ? "begin with application 'name'" : "add " + word + " { }");
      }
    }
    return new Blueprint(
        script.application,
        script.topology,
        script.environments.environments(),
        script.promotion.rules(),
        script.checks.checks(),
        Optional.ofNullable(script.checks.workflow()),
        script.notifications.notifications(),
        script.ledger.ledger());
  }
}

package io.biomerkin.deploy.step;

import io.biomerkin.cloud.FailedOperation;
import io.biomerkin.cloud.Permissions;
import io.biomerkin.cloud.Permissions.Decision;
import io.biomerkin.cloud.StackEvent;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.deploy.step.FailureAdvice.Missing;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Why the last operation of CloudFormation on the stack failed. */
public final class DiagnoseStack {

  private final Site site;

  /** Diagnoses that site's stack. */
  public DiagnoseStack(Site site) {
    this.site = site;
  }

  /** A state that no deployment can simply start from. */
  public static Finding state(Site site, StackState stack) {
    String advice =
        switch (stack.care()) {
          case WAIT -> "wait for its end; a deployment does so by itself";
          case REUSE, RECREATE -> site.command("deploy") + " tidies up";
          case ASK -> "finish what was begun with another tool";
          default -> site.command("recover");
        };
    return new Finding("stack", site.names().stack(), stack.describe(), List.of(), advice);
  }

  /** Each cause of the failure, and what IAM says of permissions that were missing. */
  public List<Finding> run(FailedOperation failed) {
    List<Finding> findings = new ArrayList<>();
    for (StackEvent cause : failed.causes()) {
      findings.add(
          new Finding(
              "operation",
              cause.logicalId() + " (" + cause.type() + ")",
              cause.status()
                  + " at "
                  + cause.at().truncatedTo(ChronoUnit.SECONDS)
                  + ": "
                  + (cause.reason().isEmpty() ? "no reason is told" : cause.reason()),
              List.of(),
              FailureAdvice.of(cause.reason(), site.command("deploy"))));
      FailureAdvice.missing(cause.reason()).map(this::permission).ifPresent(findings::add);
    }
    return findings;
  }

  private Finding permission(Missing missing) {
    String what = missing.action() + " on " + missing.resource();
    return new Permissions(site.cloud())
        .simulate(missing.principal(), missing.action(), missing.resource())
        .map(
            decision ->
                new Finding(
                    "permission",
                    missing.principal(),
                    what + ": " + decision.decision(),
                    decision.policies(),
                    advice(decision)))
        .orElse(
            new Finding(
                "permission",
                missing.principal(),
                what + ": it cannot be simulated by these credentials, or on this cloud",
                List.of(),
                "look at its policies: aws iam list-attached-role-policies"));
  }

  private static String advice(Decision decision) {
    return switch (decision.decision()) {
      case "allowed" ->
          "its own policies allow that now: a boundary, the organization or the resource may not";
      case "explicitDeny" -> "the policies above forbid it: narrow them";
      default -> "no policy allows it: add a statement that does";
    };
  }
}

package io.biomerkin.model.rule;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Check;
import io.biomerkin.model.Notification;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks, the test workflow, and who is told. */
public final class CheckRules {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  private final Collected found = new Collected();
  private final Blueprint blueprint;

  private CheckRules(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /** The problems of checks, test workflow and notifications. */
  public static List<Problem> problems(Blueprint blueprint) {
    CheckRules rules = new CheckRules(blueprint);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < blueprint.checks().size(); i++) {
      rules.check("checks[" + i + "]", blueprint.checks().get(i), names);
    }
    List<String> agents = blueprint.topology().agents().stream().map(Agent::name).toList();
    blueprint
        .workflow()
        .ifPresent(w -> rules.found.known("workflow.agent", "agent", w.agent(), agents));
    for (int i = 0; i < blueprint.notifications().size(); i++) {
      rules.notification("notifications[" + i + "]", blueprint.notifications().get(i));
    }
    return rules.found.problems();
  }

  private void check(String path, Check check, Set<String> names) {
    found.matches(
        ProblemCode.NAME_RULE,
        path,
        "check name",
        check.name(),
        NAME,
        "made of lower-case letters, digits and dashes");
    if (!names.add(check.name())) {
      found.add(
          ProblemCode.DUPLICATE,
          path,
          "check '" + check.name() + "' is declared twice",
          "give one another name: check 'name', 'command'");
    }
    if (check.command().isBlank()) {
      found.add(ProblemCode.VALUE_RULE, path + ".command", "the command is empty", "");
    }
    boolean outside = check.dir().startsWith("/") || List.of(check.dir().split("/")).contains("..");
    if (outside) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".dir",
          "the folder '" + check.dir() + "' leads out of the blueprint's folder",
          "");
    }
  }

  private void notification(String path, Notification notification) {
    List<String> secrets = blueprint.topology().secrets().stream().map(s -> s.name()).toList();
    if (notification instanceof Notification.Email email) {
      found.matches(
          ProblemCode.VALUE_RULE, path, "e-mail address", email.address(), EMAIL, "like a@b.org");
    } else if (notification instanceof Notification.Slack slack) {
      found.known(path, "secret", slack.secret(), secrets);
    } else if (notification instanceof Notification.PagerDuty pagerDuty) {
      found.known(path, "secret", pagerDuty.secret(), secrets);
    }
  }
}

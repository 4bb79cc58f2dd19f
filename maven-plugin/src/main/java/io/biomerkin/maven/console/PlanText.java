package io.biomerkin.maven.console;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.deploy.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as lines: a sign, the resource, and what changes of it. */
public final class PlanText {

  private static final int LONGEST_NAME = 60;

  private PlanText() {}

  /** The plan. */
  public static List<String> of(Plan plan) {
    List<String> lines = new ArrayList<>(drift(plan));
    if (plan.unchanged()) {
      lines.add("unchanged: " + plan.environment() + " runs exactly this already");
      return lines;
    }
    lines.add(
        plan.deployed()
            ? "a deployment to " + plan.environment() + " would change:"
            : plan.environment() + " is not deployed yet; a deployment would make:");
    Table table = new Table();
    plan.changes().forEach(change -> add(table, change));
    List<String> rows = table.lines();
    for (int i = 0; i < rows.size(); i++) {
      lines.add(rows.get(i));
      PropertyText.of(plan.changes().get(i).properties())
          .forEach(text -> lines.add("         " + text));
    }
    lines.add(summary(plan.changes()));
    return lines;
  }

  private static List<String> drift(Plan plan) {
    if (!plan.driftUnknown().isEmpty()) {
      return List.of("what was changed past the stack is not known: " + plan.driftUnknown());
    }
    if (plan.drift().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("changed past the stack since the last deployment (declared -> now):");
    Table table = new Table();
    plan.drift()
        .forEach(
            each ->
                table.row(
                    each.deleted() ? "  -" : "  ~",
                    each.logicalId(),
                    each.type(),
                    physicalId(each.physicalId()),
                    each.deleted() ? "deleted" : ""));
    List<String> rows = table.lines();
    for (int i = 0; i < rows.size(); i++) {
      lines.add(rows.get(i));
      PropertyText.of(plan.drift().get(i).properties())
          .forEach(text -> lines.add("         " + text));
    }
    return lines;
  }

  private static String physicalId(String id) {
    return id.length() > LONGEST_NAME ? "" : id;
  }

  private static void add(Table table, ResourceChange change) {
    table.row(
        "  " + sign(change.action()),
        change.logicalId(),
        change.type(),
        physicalId(change.physicalId()),
        note(change));
  }

  private static String sign(Action action) {
    return switch (action) {
      case ADDED -> "+";
      case IMPORTED -> "<";
      case MODIFIED -> "~";
      case REPLACED -> "±";
      case REMOVED -> "-";
    };
  }

  private static String note(ResourceChange change) {
    return switch (change.action()) {
      case IMPORTED -> "exists, is taken over";
      case REPLACED -> change.losesData() ? "LOSES DATA" : "replaced";
      default -> change.losesData() ? "LOSES DATA" : "";
    };
  }

  private static String summary(List<ResourceChange> changes) {
    List<String> parts = new ArrayList<>();
    for (Action action : Action.values()) {
      long count = changes.stream().filter(change -> change.action() == action).count();
      if (count > 0 || action != Action.IMPORTED) {
        parts.add(count + " " + action.name().toLowerCase(Locale.ROOT));
      }
    }
    long data = changes.stream().filter(ResourceChange::losesData).count();
    return String.join(", ", parts) + (data == 0 ? "" : "; " + data + " would lose data");
  }
}

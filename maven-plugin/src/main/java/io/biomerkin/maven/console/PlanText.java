package io.biomerkin.maven.console;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.cloud.ResourceChange.Property;
import io.biomerkin.deploy.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as lines: a sign, the resource, and what changes of it. */
public final class PlanText {

  private static final int LONGEST_VALUE = 60;

  private PlanText() {}

  /** The plan. */
  public static List<String> of(Plan plan) {
    if (plan.unchanged()) {
      return List.of("unchanged: " + plan.environment() + " runs exactly this already");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        plan.deployed()
            ? "a deployment to " + plan.environment() + " would change:"
            : plan.environment() + " is not deployed yet; a deployment would make:");
    Table table = new Table();
    plan.changes().forEach(change -> add(table, change));
    lines.addAll(table.lines());
    lines.add(summary(plan.changes()));
    return lines;
  }

  private static void add(Table table, ResourceChange change) {
    table.row(
        "  " + sign(change.action()),
        change.logicalId(),
        change.type(),
        change.physicalId().length() > LONGEST_VALUE ? "" : change.physicalId(),
        note(change));
    for (Property property : change.properties()) {
      table.row("", "    " + property.path(), values(property));
    }
  }

  private static String sign(Action action) {
    return switch (action) {
      case ADDED -> "+";
      case MODIFIED -> "~";
      case REPLACED -> "±";
      case REMOVED -> "-";
    };
  }

  private static String note(ResourceChange change) {
    String action = change.action() == Action.REPLACED ? "replaced" : "";
    return change.losesData() ? "LOSES DATA" : action;
  }

  private static String values(Property property) {
    if (property.before().isEmpty() && property.after().isEmpty()) {
      return "";
    }
    return shortened(property.before()) + " -> " + shortened(property.after());
  }

  private static String shortened(String value) {
    String line = value.isEmpty() ? "(none)" : value.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
  }

  private static String summary(List<ResourceChange> changes) {
    List<String> parts = new ArrayList<>();
    for (Action action : Action.values()) {
      long count = changes.stream().filter(change -> change.action() == action).count();
      parts.add(count + " " + action.name().toLowerCase(Locale.ROOT));
    }
    long data = changes.stream().filter(ResourceChange::losesData).count();
    return String.join(", ", parts) + (data == 0 ? "" : "; " + data + " would lose data");
  }
}

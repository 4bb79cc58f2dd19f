package io.biomerkin.maven.console;

import io.biomerkin.model.Checklist;
import io.biomerkin.model.Checklist.Item;
import java.util.ArrayList;
import java.util.List;

/** Whether a release may come into an environment, rule by rule. */
public final class ChecklistText {

  private ChecklistText() {}

  /** A row a rule, in lines of at most that width. */
  public static List<String> of(Checklist checklist, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        checklist
            .candidate()
            .map(release -> release + " to " + checklist.environment())
            .orElse("these sources to " + checklist.environment()));
    Table table = new Table();
    for (Item item : checklist.items()) {
      table.row("  " + state(item), item.rule(), item.evidence());
    }
    lines.addAll(table.lines(width));
    checklist.notes().forEach(note -> lines.addAll(Folded.of("  note: " + note, width)));
    return lines;
  }

  private static String state(Item item) {
    return switch (item.state()) {
      case MET -> "met";
      case NOT_MET -> "NOT MET";
      case OVERRIDDEN -> "overridden";
    };
  }
}

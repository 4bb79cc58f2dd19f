package io.biomerkin.maven.console;

import io.biomerkin.deploy.Status;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Checklist.State;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Origin;
import java.util.ArrayList;
import java.util.List;

/** What runs where, as a table. */
public final class StatusText {

  private StatusText() {}

  /** A row an environment, in lines of at most that width. */
  public static List<String> of(List<Status> all, int width) {
    Table table = new Table();
    table.row("environment", "release", "since", "by", "commit", "verified", "state", "cloud");
    for (Status status : all) {
      Release release = status.release().orElse(null);
      table.row(
          status.environment(),
          release == null ? "-" : HistoryText.id(release),
          release == null ? "-" : release.at().toString(),
          release == null ? "-" : HistoryText.who(release),
          release == null ? "-" : HistoryText.commit(release),
          release == null ? "-" : release.verification().toString(),
          status.state(),
          status.cloud());
    }
    List<String> lines =
        new ArrayList<>(table.lines(width, "cloud", "since", "by", "commit", "verified"));
    for (Status status : all) {
      if (status.rejected()) {
        lines.add(status.environment() + " runs a release that was rejected");
      }
      status
          .emergency()
          .map(why -> status.environment() + " runs what an emergency let in: " + why)
          .ifPresent(told -> lines.addAll(Folded.of(told, width)));
    }
    all.forEach(status -> status.waiting().ifPresent(c -> lines.addAll(waiting(c, width))));
    return HistoryText.withFootnote(
        lines, all.stream().flatMap(status -> status.release().stream()), width);
  }

  /** What waits to come into an environment, and which rules hold it. */
  private static List<String> waiting(Checklist checklist, int width) {
    String release = checklist.candidate().map(Origin::toString).orElse("nothing");
    if (checklist.passes()) {
      return Folded.of(
          release + " waits for " + checklist.environment() + ": " + checklist.command(), width);
    }
    List<String> lines = new ArrayList<>();
    lines.add(release + " waits for " + checklist.environment() + ", held by");
    Table table = new Table();
    checklist.items().stream()
        .filter(item -> item.state() == State.NOT_MET)
        .forEach(item -> table.row("  " + item.rule(), item.evidence()));
    lines.addAll(table.lines(width));
    return lines;
  }
}

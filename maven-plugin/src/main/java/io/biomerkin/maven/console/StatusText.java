package io.biomerkin.maven.console;

import io.biomerkin.deploy.Status;
import io.biomerkin.model.Release;
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
    List<String> lines = table.lines(width, "cloud", "since", "by", "commit", "verified");
    return HistoryText.withFootnote(
        lines, all.stream().flatMap(status -> status.release().stream()), width);
  }
}

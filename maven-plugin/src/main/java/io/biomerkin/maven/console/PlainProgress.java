package io.biomerkin.maven.console;

import io.biomerkin.event.DeployEvent;
import org.apache.maven.plugin.logging.Log;

/** A line whenever something has ended. */
final class PlainProgress extends Progress {

  private final Log log;

  PlainProgress(Log log) {
    this.log = log;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof DeployEvent.Started started) {
      log.info(started(started));
    } else if (event instanceof DeployEvent.StepFinished step) {
      foldedLine().ifPresent(log::info);
      log.info(finished(step));
    } else if (event instanceof DeployEvent.Notice notice) {
      log.info("  note: " + Indented.of(notice.text()));
    } else if (event instanceof DeployEvent.Decided decided) {
      ChecklistText.of(decided.checklist(), Integer.MAX_VALUE).forEach(log::info);
    } else if (event instanceof DeployEvent.ResourceChanged change) {
      resource(change);
    } else if (event instanceof DeployEvent.Failed) {
      foldedLine().ifPresent(log::info);
    }
  }

  private void resource(DeployEvent.ResourceChanged change) {
    if (fold(change)) {
      return;
    }
    String line =
        String.format(
            "    %3d/%-3d %-22s %s %s",
            change.done(), change.total(), change.status(), change.type(), change.logicalId());
    if (change.status().endsWith("_FAILED")) {
      log.error(line + ": " + Indented.of(change.reason()));
    } else if (!change.status().endsWith("_IN_PROGRESS")) {
      log.info(line + "  " + seconds(change.took()));
    }
  }

  @Override
  public void close() {
    // Every line is out already.
  }
}

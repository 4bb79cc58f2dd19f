package io.biomerkin.maven.console;

import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Shows what an operation does: a live block on a terminal, plain lines elsewhere. */
public abstract class Progress implements DeployListener, AutoCloseable {

  /** The one that suits the terminal. */
  public static Progress on(Terminal terminal, Log log) {
    return terminal.live()
        ? new LiveProgress(terminal, log, System.out, System::nanoTime).ticking()
        : new PlainProgress(log);
  }

  private int cancelled;

  /** Counts a failure that is only the echo of another, instead of telling it. */
  final boolean fold(DeployEvent.ResourceChanged change) {
    if (change.echo()) {
      cancelled++;
    }
    return change.echo();
  }

  /** How many there were since the last time. */
  final Optional<String> foldedLine() {
    int count = cancelled;
    cancelled = 0;
    return count == 0
        ? Optional.empty()
        : Optional.of("    " + count + " more cancelled because of that");
  }

  @Override
  public abstract void close();

  /** {@code apply 64 resources 1.2 s}. */
  static String finished(DeployEvent.StepFinished step) {
    return String.format("  %-11s  %-45s %s", step.step(), step.result(), seconds(step.took()));
  }

  /** {@code deploy biomerkin to dev (embedded cloud …)}. */
  static String started(DeployEvent.Started started) {
    return started.operation()
        + " "
        + started.application()
        + " / "
        + started.environment()
        + " ("
        + started.cloud()
        + ")";
  }

  /** {@code 1.2 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}

package io.biomerkin.maven.console;

import io.biomerkin.event.DeployEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/** Finished steps stay as lines; below them a block that is drawn over tells what goes on. */
final class LiveProgress extends Progress {

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int BAR = 30;
  private static final long FRAME_MILLIS = 100;

  private final Terminal terminal;
  private final Log log;
  private final PrintStream out;
  private final LongSupplier nanos;
  private final Timer timer = new Timer("biomerkin-progress", true);
  private int drawn;
  private int frame;
  private String step = "";
  private long stepStart;
  private Optional<Duration> usual = Optional.empty();
  private String detail = "";
  private int done;
  private int total;

  LiveProgress(Terminal terminal, Log log, PrintStream out, LongSupplier nanos) {
    this.terminal = terminal;
    this.log = log;
    this.out = out;
    this.nanos = nanos;
  }

  /** Draws the block anew ten times a second, so that it moves while nothing happens. */
  LiveProgress ticking() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            draw();
          }
        },
        FRAME_MILLIS,
        FRAME_MILLIS);
    return this;
  }

  @Override
  public synchronized void on(DeployEvent event) {
    if (event instanceof DeployEvent.Started started) {
      line(started(started));
    } else if (event instanceof DeployEvent.StepStarted started) {
      begin(started.step());
      usual = started.usual();
    } else if (event instanceof DeployEvent.StepFinished finished) {
      begin("");
      folded();
      line(finished(finished));
    } else if (event instanceof DeployEvent.Notice notice) {
      line("  note: " + Indented.of(notice.text()));
    } else if (event instanceof DeployEvent.Decided decided) {
      ChecklistText.of(decided.checklist(), terminal.textWidth()).forEach(this::line);
    } else if (event instanceof DeployEvent.Output output) {
      detail = output.line();
    } else if (event instanceof DeployEvent.ResourceChanged change) {
      resource(change);
    } else if (event instanceof DeployEvent.Failed) {
      folded();
    }
    draw();
  }

  private void begin(String name) {
    step = name;
    stepStart = nanos.getAsLong();
    usual = Optional.empty();
    detail = "";
    total = 0;
  }

  private void resource(DeployEvent.ResourceChanged change) {
    done = change.done();
    total = change.total();
    detail = change.status() + " " + change.logicalId();
    if (fold(change)) {
      return;
    }
    if (change.status().endsWith("_FAILED")) {
      line(
          "    "
              + change.status()
              + " "
              + change.logicalId()
              + ": "
              + Indented.of(change.reason()));
    }
  }

  private void folded() {
    foldedLine().ifPresent(this::line);
  }

  private void line(String text) {
    erase();
    log.info(text);
  }

  synchronized void draw() {
    erase();
    if (step.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    String elapsed = seconds(Duration.ofNanos(nanos.getAsLong() - stepStart));
    String about = usual.map(time -> " of about " + seconds(time)).orElse("");
    lines.add("  " + SPINNER[frame++ % SPINNER.length] + " " + step + "  " + elapsed + about);
    if (total > 0) {
      int filled = BAR * done / total;
      lines.add("    " + "█".repeat(filled) + "░".repeat(BAR - filled) + " " + done + "/" + total);
    }
    if (!detail.isEmpty()) {
      lines.add("    " + detail);
    }
    lines.forEach(text -> out.println(fit(text)));
    out.flush();
    drawn = lines.size();
  }

  private String fit(String text) {
    return text.length() < terminal.width() ? text : text.substring(0, terminal.width() - 2) + "…";
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      out.flush();
      drawn = 0;
    }
  }

  @Override
  public synchronized void close() {
    timer.cancel();
    step = "";
    erase();
  }
}

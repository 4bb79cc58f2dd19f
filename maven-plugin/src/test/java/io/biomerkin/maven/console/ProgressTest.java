package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.event.DeployEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What a person sees after each event: the screen of a terminal, or the lines of a log. */
class ProgressTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final SystemStreamLog log =
      new SystemStreamLog() {
        @Override
        public void info(CharSequence text) {
          out.println(text);
        }

        @Override
        public void error(CharSequence text) {
          out.println("ERROR " + text);
        }
      };

  /** What stands on the screen: knows the two controls that the block uses. */
  private List<String> screen() {
    List<String> lines = new ArrayList<>();
    Matcher parts =
        Pattern.compile("\u001b\\[(\\d+)A\u001b\\[J|([^\n\u001b]*)\n")
            .matcher(bytes.toString(StandardCharsets.UTF_8));
    int end = 0;
    while (parts.find()) {
      assertThat(parts.start()).isEqualTo(end);
      end = parts.end();
      if (parts.group(1) == null) {
        lines.add(parts.group(2));
      } else {
        lines.subList(lines.size() - Integer.parseInt(parts.group(1)), lines.size()).clear();
      }
    }
    return lines;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static DeployEvent resource(String id, String status, String reason, int done) {
    boolean echo = reason.contains("cancelled");
    Duration took = Duration.ofMillis(1_500);
    return new DeployEvent.ResourceChanged(
        id, "AWS::SQS::Queue", status, reason, echo, took, done, 4);
  }

  private static DeployEvent step(String name) {
    return new DeployEvent.StepStarted(name, Optional.empty());
  }

  private static void tell(Progress progress, DeployEvent... events) {
    for (DeployEvent event : events) {
      progress.on(event);
    }
  }

  @Test
  void on_a_terminal_the_running_step_is_drawn_over_and_finished_ones_stay() {
    LiveProgress live = new LiveProgress(new Terminal(true, 60), log, out, nanos::get);
    tell(live, new DeployEvent.Started("deploy", "calc", "dev", "embedded cloud"), step("package"));
    pass(Duration.ofMillis(1_240));
    live.draw();
    assertThat(screen())
        .containsExactly("deploy calc / dev (embedded cloud)", "  ⠙ package  1.2 s");

    tell(
        live,
        new DeployEvent.StepFinished("package", "2 packages", Duration.ofMillis(1_300)),
        new DeployEvent.Notice("tables are made anew"),
        step("apply"),
        resource("Jobs", "CREATE_COMPLETE", "", 1));
    assertThat(screen())
        .containsExactly(
            "deploy calc / dev (embedded cloud)",
            "  package      2 packages                                    1.3 s",
            "  note: tables are made anew",
            "  ⠸ apply  0.0 s",
            "    ███████░░░░░░░░░░░░░░░░░░░░░░░ 1/4",
            "    CREATE_COMPLETE Jobs");

    tell(live, resource("Dead", "CREATE_FAILED", "a queue of that name exists", 2));
    live.close();
    assertThat(screen())
        .containsExactly(
            "deploy calc / dev (embedded cloud)",
            "  package      2 packages                                    1.3 s",
            "  note: tables are made anew",
            "    CREATE_FAILED Dead: a queue of that name exists");
  }

  @Test
  void what_was_cancelled_is_only_counted_and_a_known_step_has_its_usual_time() {
    LiveProgress live = new LiveProgress(new Terminal(true, 60), log, out, nanos::get);
    tell(
        live,
        new DeployEvent.StepStarted("apply", Optional.of(Duration.ofMillis(12_300))),
        resource("Dead", "CREATE_FAILED", "a queue of that name exists", 1),
        resource("Jobs", "CREATE_FAILED", "Resource creation cancelled", 2),
        resource("Mail", "CREATE_FAILED", "Resource creation cancelled", 3));
    assertThat(screen()).contains("  ⠸ apply  0.0 s of about 12.3 s");
    tell(live, new DeployEvent.Failed("a queue of that name exists"));
    live.close();
    assertThat(screen())
        .containsExactly(
            "    CREATE_FAILED Dead: a queue of that name exists",
            "    2 more cancelled because of that");
  }

  /** CloudFormation cuts reasons at 4,096 bytes; nobody else does. */
  @Test
  void a_reason_is_told_whole_however_long_it_is() {
    String reason = "no".repeat(2_048);
    LiveProgress live = new LiveProgress(new Terminal(true, 60), log, out, nanos::get);
    tell(live, step("apply"), resource("Dead", "CREATE_FAILED", reason, 1));
    live.close();
    assertThat(screen()).containsExactly("    CREATE_FAILED Dead: " + reason);

    bytes.reset();
    Progress plain = Progress.on(new Terminal(false, 100), log);
    tell(plain, resource("Dead", "CREATE_FAILED", reason, 1));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains(reason);
  }

  @Test
  void no_line_of_the_block_is_wider_than_the_terminal() {
    LiveProgress live = new LiveProgress(new Terminal(true, 40), log, out, nanos::get);
    tell(live, step("checks"), new DeployEvent.Output("test", "x".repeat(300)));
    assertThat(screen()).last().asString().hasSize(39).endsWith("x…");
    live.close();
    assertThat(screen()).isEmpty();
  }

  @Test
  void elsewhere_there_is_a_line_whenever_something_has_ended() {
    Progress plain = Progress.on(new Terminal(false, 100), log);
    tell(
        plain,
        new DeployEvent.Started("deploy", "calc", "dev", "embedded cloud"),
        step("apply"),
        resource("Jobs", "CREATE_IN_PROGRESS", "", 0),
        resource("Jobs", "CREATE_COMPLETE", "", 1),
        resource("Dead", "CREATE_FAILED", "a queue of that name exists", 2),
        new DeployEvent.Notice("tables are made anew"),
        new DeployEvent.StepFinished("apply", "2 resources", Duration.ofMillis(150)));
    assertThat(screen())
        .containsExactly(
            "deploy calc / dev (embedded cloud)",
            "      1/4   CREATE_COMPLETE        AWS::SQS::Queue Jobs  1.5 s",
            "ERROR       2/4   CREATE_FAILED          AWS::SQS::Queue Dead: a queue of that name"
                + " exists",
            "  note: tables are made anew",
            "  apply        2 resources                                   0.2 s");
  }
}

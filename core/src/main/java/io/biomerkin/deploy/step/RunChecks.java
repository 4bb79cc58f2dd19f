package io.biomerkin.deploy.step;

import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Check;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Runs the blueprint's checks, one after another, and keeps what they print. */
public final class RunChecks {

  private static final int LAST_LINES = 20;

  private final Site site;
  private final Redaction redaction = new Redaction(System.getenv());

  /** The checks of that site's blueprint. */
  public RunChecks(Site site) {
    this.site = site;
  }

  /**
   * Runs them all.
   *
   * @return how each ended: {@code passed}, or {@code skipped} for an optional one that is not
   *     installed
   * @throws ProblemException when one fails or its program is missing
   */
  public Map<String, String> run() {
    Map<String, String> results = new TreeMap<>();
    for (Check check : site.blueprint().checks()) {
      results.put(check.name(), run(check));
    }
    return results;
  }

  /** What the marker says when nobody ran them. */
  public Map<String, String> skipped() {
    Map<String, String> results = new TreeMap<>();
    site.blueprint().checks().forEach(check -> results.put(check.name(), "skipped"));
    return results;
  }

  private String run(Check check) {
    CommandLine command = CommandLine.parse(check.command());
    Path folder = site.folder().resolve(check.dir());
    if (!Files.isDirectory(folder)) {
      throw failed(check, "its folder " + check.dir() + " does not exist", "correct its dir");
    }
    if (!command.isInstalled(folder)) {
      return missing(check, command);
    }
    Path log = log(check);
    Deque<String> last = new ArrayDeque<>();
    int exit = execute(check, command, folder, log, last);
    if (exit != 0) {
      throw failed(
          check,
          "'" + check.command() + "' ended with " + exit + ":\n" + String.join("\n", last),
          "all of its output is in " + log);
    }
    return "passed";
  }

  private String missing(Check check, CommandLine command) {
    if (check.optional()) {
      site.narrator()
          .notice("check " + check.name() + " skipped: " + command.program() + " is not installed");
      return "skipped";
    }
    throw new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "check " + check.name(),
        command.program() + " is not installed",
        "install it, or declare the check optional: true");
  }

  private int execute(Check check, CommandLine command, Path folder, Path log, Deque<String> last) {
    try {
      Process process =
          new ProcessBuilder(command.words())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      try (BufferedReader output =
              new BufferedReader(
                  new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
          BufferedWriter file = Files.newBufferedWriter(log)) {
        for (String raw = output.readLine(); raw != null; raw = output.readLine()) {
          String line = redaction.blank(raw);
          file.write(line + "\n");
          last.addLast(line);
          if (last.size() > LAST_LINES) {
            last.removeFirst();
          }
          site.narrator().tell(new DeployEvent.Output(check.name(), line));
        }
      }
      return process.waitFor();
    } catch (IOException e) {
      throw failed(check, "cannot be run: " + e.getMessage(), "correct its command");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted while checking");
    }
  }

  private Path log(Check check) {
    Path folder = site.state().resolve("checks").resolve(site.environment().name());
    try {
      return Files.createDirectories(folder).resolve(check.name() + ".log");
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          folder.toString(),
          "the output of the checks cannot be kept: " + e.getMessage(),
          "make room or give permission, then run the same command again");
    }
  }

  private static ProblemException failed(Check check, String what, String next) {
    return new ProblemException(ProblemCode.CHECK_FAILED, "check " + check.name(), what, next);
  }
}

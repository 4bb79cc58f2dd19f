package io.biomerkin.maven.console;

import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.Cancelled;
import io.biomerkin.deploy.Decided;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.deploy.Destroyed;
import io.biomerkin.deploy.Recovered;
import io.biomerkin.deploy.Unlocked;
import io.biomerkin.ledger.Decision;
import io.biomerkin.model.Release;
import java.util.ArrayList;
import java.util.List;

/** How a goal that changes something ended. */
public final class ResultText {

  private ResultText() {}

  /** After a deployment or a rollback. */
  public static List<String> deployed(DeployResult result) {
    Release release = result.release();
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (!result.express().isEmpty()) {
      lines.addAll(express(result));
      return lines;
    }
    lines.add(
        result.changed()
            ? headline(release)
            : "unchanged: " + release.environment() + " runs release " + release.id() + " already");
    Table table = new Table();
    table.row("  release", release.id().text());
    release.restores().ifPresent(id -> table.row("  restores", id.text()));
    release.promotedFrom().ifPresent(origin -> table.row("  promoted from", origin.toString()));
    table.row("  verified", release.verification().toString());
    result.outputs().forEach((name, value) -> addOutput(table, name, value));
    table.row("  marker", release.application() + "/" + release.environment() + "/" + release.id());
    lines.addAll(table.lines());
    return lines;
  }

  private static List<String> express(DeployResult result) {
    Release release = result.release();
    return List.of(
        (result.changed() ? "" : "unchanged: ")
            + release.environment()
            + " runs release "
            + release.id()
            + " with newer code of "
            + String.join(", ", result.express()),
        "  no release has that code: mvn biomerkin:deploy -Denv="
            + release.environment()
            + " -Dexpress=false makes one of it");
  }

  /** What the marker keeps and whoever deployed should know now. */
  public static List<String> warnings(DeployResult result) {
    return HistoryText.isModified(result.release())
        ? List.of(
            "uncommitted changes are part of this release: commit "
                + HistoryText.shortCommit(result.release())
                + " alone does not tell what runs")
        : List.of();
  }

  private static String headline(Release release) {
    return release.application()
        + " "
        + release.runs()
        + (release.restores().isPresent() ? " runs again in " : " runs in ")
        + release.environment();
  }

  /** The digests are for the tool. */
  private static void addOutput(Table table, String name, String value) {
    if (!StackState.OWN.contains(name)) {
      table.row("  " + name, value);
    }
  }

  /** After an approval or a rejection. */
  public static List<String> decided(Decided decided) {
    Decision decision = decided.decision();
    List<String> lines = new ArrayList<>();
    lines.add(
        decision.release()
            + (decision.kind() == Decision.Kind.APPROVE ? " is approved for " : " is rejected for ")
            + decision.environment()
            + (decided.made() ? " by " : " already, by ")
            + decision.by());
    lines.add("  marker  " + decided.tag());
    if (!decided.followUp().isEmpty()) {
      lines.add(decided.followUp());
    }
    decided.rollback().ifPresent(result -> lines.addAll(deployed(result)));
    return lines;
  }

  /** After the removal of a lock. */
  public static List<String> unlocked(Unlocked unlocked) {
    return List.of(
        unlocked
            .owner()
            .map(owner -> unlocked.environment() + " is free; the lock was held by " + owner)
            .orElse(unlocked.environment() + " is not locked"));
  }

  /** After an update was cancelled, or there was none. */
  public static List<String> cancelled(Cancelled cancelled) {
    return List.of(
        cancelled.environment()
            + (cancelled.was() ? " is turned back; it is " : ": nothing is going on; it is ")
            + cancelled.state());
  }

  /** After a recovery. */
  public static List<String> recovered(Recovered recovered) {
    boolean same = recovered.before().equals(recovered.after());
    return List.of(
        recovered.environment()
            + (same
                ? " is " + recovered.after() + ": nothing to recover from"
                : " was " + recovered.before() + " and is " + recovered.after() + " now"));
  }

  /** After a removal. */
  public static List<String> destroyed(Destroyed destroyed) {
    if (!destroyed.existed()) {
      return List.of(destroyed.environment() + " is not deployed: nothing to remove");
    }
    List<String> lines = new ArrayList<>();
    lines.add(destroyed.environment() + " is removed; its markers and the release store stay");
    if (!destroyed.retained().isEmpty()) {
      lines.add("kept, because they hold data:");
      destroyed.retained().forEach(name -> lines.add("  " + name));
    }
    return lines;
  }
}

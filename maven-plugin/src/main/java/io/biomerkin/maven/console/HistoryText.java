package io.biomerkin.maven.console;

import io.biomerkin.deploy.History;
import io.biomerkin.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The releases of an environment, newest first. */
public final class HistoryText {

  private static final int COMMIT_LETTERS = 7;

  private HistoryText() {}

  /** A row a release, in lines of at most that width. */
  public static List<String> of(History history, int width) {
    if (history.releases().isEmpty()) {
      return List.of(history.environment() + " has no releases in this repository");
    }
    Table table = new Table();
    table.row("", "release", "since", "by", "commit", "verified", "");
    List<Release> newestFirst = new ArrayList<>(history.releases());
    java.util.Collections.reverse(newestFirst);
    history
        .running()
        .filter(id -> history.current().isEmpty())
        .ifPresent(
            id -> table.row("*", id.text(), "-", "-", "-", "-", "no marker in this repository"));
    for (Release release : newestFirst) {
      boolean current = history.current().filter(release::equals).isPresent();
      table.row(
          current ? "*" : "",
          release.id().text(),
          release.at().toString(),
          who(release),
          commit(release),
          release.verification().toString(),
          note(history, release));
    }
    List<String> lines = table.lines(width, "since", "by", "commit", "verified");
    return withFootnote(lines, newestFirst.stream(), width);
  }

  private static String note(History history, Release release) {
    List<String> notes = new ArrayList<>();
    release.restores().ifPresent(id -> notes.add("restores " + id));
    release.promotedFrom().ifPresent(origin -> notes.add("from " + origin));
    release.triggeredBy().ifPresent(who -> notes.add("started by " + who));
    release.emergency().ifPresent(reason -> notes.add("emergency: " + reason));
    if (history.rejected().contains(release.id())) {
      notes.add("rejected");
    }
    return String.join("; ", notes);
  }

  /** The release, and what it restores. */
  static String id(Release release) {
    return release.id() + release.restores().map(id -> " (restores " + id + ")").orElse("");
  }

  /** The name alone: the address is in the marker. */
  static String who(Release release) {
    int address = release.by().lastIndexOf(" <");
    return address < 0 ? release.by() : release.by().substring(0, address);
  }

  /** The first letters of the commit, as Git shows it; a plus where it is not the whole truth. */
  static String commit(Release release) {
    return shortCommit(release) + (isModified(release) ? "+" : "");
  }

  static String shortCommit(Release release) {
    String commit = release.commit();
    return commit.substring(0, Math.min(COMMIT_LETTERS, commit.length()));
  }

  /** Whether it was made from changes that no commit has. */
  static boolean isModified(Release release) {
    return "modified".equals(release.checks().get("tree"));
  }

  /** The table, and what the plus means where there is one. */
  static List<String> withFootnote(List<String> table, Stream<Release> releases, int width) {
    List<String> lines = new ArrayList<>(table);
    if (releases.anyMatch(HistoryText::isModified)) {
      lines.addAll(Folded.of("+ after a commit: with uncommitted changes", width));
    }
    return lines;
  }
}

package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Where a repository shares its releases: a Git remote, reached with the user's own {@code git}. No
 * tag is ever overwritten or deleted, neither here nor there, whatever Git is configured to do.
 */
public final class Remote {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RETRIES = 3;

  private static final Pattern CLASH =
      Pattern.compile(
          "^ ! \\[rejected\\] +(\\S+) +-> +\\S+ +\\(would clobber existing tag\\)",
          Pattern.MULTILINE);

  /** How the push of a tag ended. */
  public enum Push {
    /** The remote has it now. */
    PUSHED,
    /** The remote had the very same tag before. */
    ALREADY_THERE,
    /** The remote has another tag of that name, which stays. */
    TAKEN
  }

  private final RemoteName name;
  private final Git git;

  private Remote(RemoteName name, Git git) {
    this.name = name;
    this.git = git;
  }

  /**
   * A remote of a repository.
   *
   * @param name as {@code git remote} lists it
   * @throws ProblemException when there is none of that name
   */
  static Remote of(Repository repository, String name) {
    return of(repository, name, "git", PATIENCE);
  }

  static Remote of(Repository repository, String name, String program, Duration patience) {
    return new Remote(RemoteName.of(repository, name), new Git(repository, program, patience));
  }

  /**
   * Fetches the tags of an application that are not here yet, and nothing else.
   *
   * @throws ProblemException also when a tag there is another one than here; the others are fetched
   */
  public void fetch(String application) {
    String tags = Constants.R_TAGS + application + "/";
    name.requireValid(tags + "x", application);
    fetchReferences(tags + "*:" + tags + "*");
  }

  /**
   * Fetches where a branch of the remote is now, to {@code refs/remotes/<remote>/<branch>} only.
   */
  public void fetchBranch(String branch) {
    String theirs = Constants.R_HEADS + branch;
    name.requireValid(theirs, branch);
    fetchReferences("+" + theirs + ":" + Constants.R_REMOTES + name.text() + "/" + branch);
  }

  /**
   * Pushes one tag, unless the remote has one of that name.
   *
   * @param tag its name below {@code refs/tags}
   */
  public Push push(String tag) {
    name.requireTag(tag);
    PushReport report = pushOnce(tag);
    for (int retry = 0; retry < RETRIES && report.isLocked(); retry++) {
      // Whoever held the lock may have made our tag, which the next push then tells.
      refresh(tag);
      report = pushOnce(tag);
    }
    return report.result(name);
  }

  private PushReport pushOnce(String tag) {
    String reference = Constants.R_TAGS + tag;
    List<String> arguments = new ArrayList<>(List.of("push", "--porcelain"));
    // The user may be configured to push more.
    arguments.addAll(List.of("--no-follow-tags", "--no-recurse-submodules", "--"));
    arguments.addAll(List.of(name.text(), reference + ":" + reference));
    return new PushReport(tag, run(arguments));
  }

  private void refresh(String tag) {
    int slash = tag.indexOf('/');
    String tags = Constants.R_TAGS + (slash < 0 ? tag : tag.substring(0, slash) + "/*");
    run(fetching(tags + ":" + tags));
  }

  private void fetchReferences(String what) {
    Program.Outcome outcome = run(fetching(what));
    if (outcome.exit() == 0) {
      return;
    }
    TreeSet<String> clashes = new TreeSet<>();
    CLASH.matcher(outcome.errors()).results().forEach(clash -> clashes.add(clash.group(1)));
    if (!clashes.isEmpty()) {
      throw name.clash(clashes);
    }
    throw name.notFetched(new RemoteWords(outcome.errors()));
  }

  /**
   * Git is told to do no more than we ask, as pruning would delete tags that were not pushed yet,
   * and configured references might be forced.
   */
  private List<String> fetching(String what) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-c", "fetch.output=full", "-c", "gc.auto=0"));
    arguments.addAll(List.of("-c", "maintenance.auto=false", "fetch", "--no-tags", "--refmap="));
    arguments.addAll(List.of("--no-prune", "--no-prune-tags", "--no-recurse-submodules", "--"));
    arguments.addAll(List.of(name.text(), what));
    return arguments;
  }

  private Program.Outcome run(List<String> arguments) {
    try {
      return git.run(arguments);
    } catch (Program.TooLong e) {
      throw name.unreachable("no answer within " + e.seconds() + " seconds");
    }
  }
}

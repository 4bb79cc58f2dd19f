package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * A remote that the repository is configured with, and what can go wrong with it.
 *
 * @param repository where
 * @param text its name, never an address, so that it can be shown
 */
record RemoteName(Repository repository, String text) {

  private static final int MANY = 5;

  static RemoteName of(Repository repository, String name) {
    Config config = EffectiveConfig.of(repository);
    // Git would take a name that begins with a hyphen for an option.
    boolean usable =
        !name.startsWith("-") && Repository.isValidRefName(Constants.R_REMOTES + name + "/x");
    if (usable && config.getString("remote", name, "url") != null) {
      return new RemoteName(repository, name);
    }
    Set<String> known = new TreeSet<>(config.getSubsections("remote"));
    throw new ProblemException(
        ProblemCode.REMOTE_UNKNOWN,
        RemoteWords.blanked(name),
        "there is no Git remote of that name, "
            + (known.isEmpty() ? "nor any other" : "only " + String.join(", ", known)),
        usable
            ? "type git remote add " + RemoteWords.blanked(name) + " and its address"
            : "name one that git remote lists");
  }

  /** Refuses what would be something else than one name in what Git is told to do. */
  void requireValid(String reference, String name) {
    if (!Repository.isValidRefName(reference)) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          name,
          "Git takes no tag or branch of that name",
          "name it with letters, digits and hyphens");
    }
  }

  void requireTag(String tag) {
    requireValid(Constants.R_TAGS + tag, tag);
    try {
      if (repository.exactRef(Constants.R_TAGS + tag) == null) {
        throw new ProblemException(
            ProblemCode.REPOSITORY_FAILED,
            tag,
            "there is no such tag here to push to " + text,
            "git tag lists those there are");
      }
    } catch (IOException e) {
      throw Opening.failed(tag, "the tag cannot be read: " + e.getMessage(), e);
    }
  }

  ProblemException unreachable(String cause) {
    return new ProblemException(
        ProblemCode.REMOTE_UNREACHABLE,
        text,
        "the Git remote cannot be reached: " + cause,
        "type git fetch " + text + " to see more");
  }

  ProblemException notFetched(RemoteWords words) {
    boolean absent = words.cause().startsWith("couldn't find remote ref");
    if (!absent && !words.tellLocalFault()) {
      return unreachable(words.cause());
    }
    return new ProblemException(
        ProblemCode.REPOSITORY_FAILED,
        text,
        "nothing could be fetched from the Git remote: " + words.cause(),
        "type git fetch " + text + " to see more");
  }

  ProblemException refused(String tag, String cause) {
    return new ProblemException(
        ProblemCode.PUSH_REFUSED,
        tag,
        "the Git remote " + text + " does not take the tag: " + cause,
        "once it may, type git push " + text + " " + Constants.R_TAGS + tag);
  }

  ProblemException clash(TreeSet<String> tags) {
    String first = tags.first();
    int more = tags.size() - MANY;
    String listed = String.join(", ", tags.stream().limit(MANY).toList());
    return new ProblemException(
        ProblemCode.TAG_CLASH,
        text,
        (tags.size() == 1
                ? "a tag is another one there than here: "
                : "tags are others there than here: ")
            + listed
            + (more > 0 ? " and " + more + " more" : ""),
        "compare git ls-remote "
            + text
            + " "
            + Constants.R_TAGS
            + first
            + " with git rev-parse "
            + first
            + ", and if the remote is right, type git tag -d "
            + first);
  }
}

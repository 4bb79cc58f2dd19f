package io.biomerkin.ledger;

import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The releases of a Git repository, kept as annotated tags {@code
 * <application>/<environment>/<release>}. A tag is made once; none is ever moved or deleted.
 * References that are no such tag are left alone and left out. Safe for use by several threads.
 */
public final class GitLedger implements AutoCloseable {

  private final Repository repository;
  private final Markers markers;
  private final TagReader reader;

  private GitLedger(Repository repository, Markers markers) {
    this.repository = repository;
    this.markers = markers;
    this.reader = new TagReader(repository, markers);
  }

  /**
   * The ledger of the repository around that folder.
   *
   * @param folder a folder anywhere in the work tree
   * @param markers which tags to read and make
   */
  public static GitLedger open(Path folder, Markers markers) {
    return new GitLedger(Opening.open(folder), markers);
  }

  /** The commit that is checked out. */
  public Head head() {
    try {
      Ref head = repository.exactRef(Constants.HEAD);
      if (head == null || head.getObjectId() == null) {
        throw new ProblemException(
            ProblemCode.NO_COMMIT,
            repository.getWorkTree().toString(),
            "the Git repository has no commit yet; a release is a tag of one",
            "type git add . and git commit");
      }
      String target = head.getTarget().getName();
      String branch = head.isSymbolic() ? Repository.shortenRefName(target) : "";
      return new Head(head.getObjectId().name(), branch);
    } catch (IOException e) {
      throw Opening.failed(Constants.HEAD, "it cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Paths whose content differs from the commit, untracked ones included, sorted, relative to the
   * work tree. Compares the whole tree: ask only when an environment wants to know.
   *
   * @param max how many to return at most
   */
  public List<String> dirtyPaths(int max) {
    return WorkTree.dirtyPaths(repository, max);
  }

  /** Who deploys, {@code Name <address>}, as Git knows it. */
  public String identity() {
    return Identity.of(repository);
  }

  /** All releases of an environment, oldest first: the last is the current one. */
  public List<Release> releases(String application, String environment) {
    try (RevWalk walk = reader.walk()) {
      return candidates(application, environment).values().stream()
          .flatMap(ref -> read(walk, ref).stream())
          .toList();
    }
  }

  /** The release that runs in an environment; reads no other tag than its own. */
  public Optional<Release> current(String application, String environment) {
    try (RevWalk walk = reader.walk()) {
      return candidates(application, environment).descendingMap().values().stream()
          .flatMap(ref -> read(walk, ref).stream())
          .findFirst();
    }
  }

  /** The release of that id; looks nowhere else. */
  public Optional<Release> find(String application, String environment, ReleaseId id) {
    try (RevWalk walk = reader.walk()) {
      return reader
          .find(application + "/" + environment + "/" + id)
          .flatMap(ref -> read(walk, ref));
    }
  }

  /** Whether the release of that id is in the ledger; looks nowhere else. */
  public boolean isMarked(String application, String environment, ReleaseId id) {
    return find(application, environment, id).isPresent();
  }

  /** Releases that must never run again: {@code <application>/<environment>/reject/<release>}. */
  public Set<ReleaseId> rejected(String application, String environment) {
    String path = application + "/" + environment + "/reject";
    return reader.below(path).stream()
        .flatMap(ref -> ReleaseId.parse(firstSegment(reader.nameBelow(path, ref))).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Who approved which release, oldest first: {@code
   * <application>/<environment>/approve/<release>/…}, one tag an approver.
   */
  public List<Approval> approvals(String application, String environment) {
    String path = application + "/" + environment + "/approve";
    try (RevWalk walk = reader.walk()) {
      return reader.below(path).stream()
          .flatMap(ref -> approval(walk, path, ref).stream())
          .sorted(Comparator.comparing(Approval::at))
          .toList();
    }
  }

  /**
   * Marks a release: makes its annotated tag on its commit. The same release again changes nothing;
   * another one of the same id is refused.
   */
  public void mark(Release release) {
    boolean made = new TagWriter(repository, markers).write(release);
    if (!made && !isSame(release)) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          ReleaseMessage.name(release),
          "there is a tag of that name already, and it tells of something else",
          "run the deployment again: it takes the next free id");
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  /** Git keeps whole seconds. */
  private boolean isSame(Release release) {
    return find(release.application(), release.environment(), release.id())
        .filter(
            other ->
                ReleaseMessage.format(other, markers)
                        .equals(ReleaseMessage.format(release, markers))
                    && other.commit().equals(release.commit())
                    && other.by().equals(release.by())
                    && other.at().equals(release.at().truncatedTo(ChronoUnit.SECONDS)))
        .isPresent();
  }

  private NavigableMap<ReleaseId, Ref> candidates(String application, String environment) {
    String path = application + "/" + environment;
    NavigableMap<ReleaseId, Ref> candidates = new TreeMap<>();
    for (Ref ref : reader.below(path)) {
      ReleaseId.parse(reader.nameBelow(path, ref)).ifPresent(id -> candidates.put(id, ref));
    }
    return candidates;
  }

  private Optional<Release> read(RevWalk walk, Ref ref) {
    return reader.read(walk, ref).flatMap(marker -> ReleaseMessage.parse(marker, markers));
  }

  private Optional<Approval> approval(RevWalk walk, String path, Ref ref) {
    Optional<ReleaseId> id = ReleaseId.parse(firstSegment(reader.nameBelow(path, ref)));
    return id.flatMap(
        release -> reader.read(walk, ref).map(tag -> new Approval(release, tag.by(), tag.at())));
  }

  private static String firstSegment(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}

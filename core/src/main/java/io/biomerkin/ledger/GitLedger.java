package io.biomerkin.ledger;

import io.biomerkin.ledger.Decision.Kind;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The releases of a Git repository, kept as annotated tags {@code
 * <application>/<environment>/<release>}. A tag is made once; none is ever moved or deleted.
 * References that are no such tag are left alone and left out. Safe for use by several threads.
 */
public final class GitLedger implements AutoCloseable {

  /** A walk of its own is worth it for so many tags. */
  private static final int PART = 500;

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

  /**
   * The same repository, read for other markers. Closing it closes nothing: that is for the one it
   * comes from.
   */
  public GitLedger view(Markers other) {
    return other == markers ? this : new GitLedger(repository, other);
  }

  /** Which tags it reads and makes. */
  public Markers markers() {
    return markers;
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
    return read(candidates(application, environment));
  }

  /** The same from that release on, whether it is there or not; reads no tag of an earlier one. */
  public List<Release> releases(String application, String environment, ReleaseId first) {
    return read(candidates(application, environment).tailMap(first, true));
  }

  private List<Release> read(Map<ReleaseId, Ref> refs) {
    List<Ref> all = List.copyOf(refs.values());
    int parts = (all.size() + PART - 1) / PART;
    // Thousands of tags are read by as many threads as there are processors.
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(part -> read(all.subList(part * PART, Math.min(all.size(), (part + 1) * PART))))
        .flatMap(List::stream)
        .toList();
  }

  private List<Release> read(List<Ref> refs) {
    try (RevWalk walk = reader.walk()) {
      return refs.stream().flatMap(ref -> read(walk, ref).stream()).toList();
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

  /** What the tag of that id says, or why it is not believed; empty when there is none. */
  public Optional<Believed<Release>> examine(String application, String environment, ReleaseId id) {
    try (RevWalk walk = reader.walk()) {
      return reader
          .find(application + "/" + environment + "/" + id)
          .map(ref -> believed(walk, ref));
    }
  }

  /** Whether the release of that id is in the ledger; looks nowhere else. */
  public boolean isMarked(String application, String environment, ReleaseId id) {
    return find(application, environment, id).isPresent();
  }

  /**
   * Makes sure that such a release could be marked.
   *
   * @throws ProblemException when another tag is in the way
   */
  public void requireRoom(String application, String environment, ReleaseId id) {
    new TagWriter(repository, markers).requireRoom(application + "/" + environment + "/" + id);
  }

  /** Whether something has the name that the marker of such a release would have. */
  public boolean isTaken(String application, String environment, ReleaseId id) {
    return hasTag(application + "/" + environment + "/" + id);
  }

  /** Releases that must never run again: {@code <application>/<environment>/reject/<release>}. */
  public Set<ReleaseId> rejected(String application, String environment) {
    String path = DecisionMessage.folder(Kind.REJECT, application, environment);
    return reader.below(path).stream()
        .flatMap(ref -> ReleaseId.parse(firstSegment(reader.nameBelow(path, ref))).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Every approval of a release for an environment, believed or not: {@code
   * <application>/<environment>/approve/<release>/…}.
   */
  public List<Believed<Approval>> approvals(
      String application, String environment, ReleaseId release) {
    String path = DecisionMessage.folder(Kind.APPROVE, application, environment) + "/" + release;
    try (RevWalk walk = reader.walk()) {
      return reader.below(path).stream()
          .map(
              ref ->
                  decision(walk, Kind.APPROVE, ref)
                      .then(told -> Believed.of(new Approval(reader.name(ref), told))))
          .toList();
    }
  }

  /** Who rejected a release, as far as the tag tells it. */
  public Optional<Decision> rejection(String application, String environment, ReleaseId release) {
    String path = DecisionMessage.folder(Kind.REJECT, application, environment);
    try (RevWalk walk = reader.walk()) {
      return reader
          .find(path + "/" + release)
          .flatMap(ref -> decision(walk, Kind.REJECT, ref).value());
    }
  }

  /**
   * Writes a decision down.
   *
   * @return the name of its tag
   */
  public String decide(Decision decision) {
    if (!new TagWriter(repository, markers).write(DecisionMessage.marker(decision, markers))) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          DecisionMessage.name(decision),
          "there is a tag of that name already",
          "look at it with git show; a decision that stands needs no second one");
    }
    return DecisionMessage.name(decision);
  }

  /**
   * Marks a release: makes its annotated tag on its commit. The same release again changes nothing;
   * another one of the same id is refused.
   */
  public void mark(Release release) {
    boolean made =
        new TagWriter(repository, markers).write(ReleaseMessage.marker(release, markers));
    if (!made && !isSame(release)) {
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          ReleaseMessage.name(release),
          "there is a tag of that name already, and it tells of something else",
          "look at it with git show, remove it with git "
              + markers.deletion(ReleaseMessage.name(release))
              + ", then run the same command again");
    }
  }

  /** The name of a decision's tag. */
  public String name(Decision decision) {
    return DecisionMessage.name(decision);
  }

  /** Whether Git is configured to sign the tags that it makes. */
  public boolean signsTags() {
    return TagSigner.isOn(EffectiveConfig.of(repository));
  }

  /**
   * A Git remote by which markers are shared.
   *
   * @param name as {@code git remote} lists it
   */
  public Remote remote(String name) {
    return Remote.of(repository, name);
  }

  /** Which markers the remote may not have yet. */
  public Unshared unshared() {
    return new Unshared(repository);
  }

  /** Whether there is a tag of that name. */
  public boolean hasTag(String name) {
    return reader.find(name).isPresent();
  }

  /** The commit of that id; empty when it is not in this clone. */
  public Optional<Commit> commit(String id) {
    return Commits.find(repository, id);
  }

  /** Whether a tag is signed, by whom, and whether that is to be trusted. */
  public Signature signatureOfTag(String name) {
    return reader
        .find(name)
        .flatMap(ref -> Commits.raw(repository, ref.getObjectId()))
        .map(raw -> signatures().ofTag(raw))
        .orElseGet(Signature::none);
  }

  /** The same of a commit. */
  public Signature signatureOfCommit(String commit) {
    return Commits.raw(repository, ObjectId.fromString(commit))
        .map(raw -> signatures().ofCommit(raw))
        .orElseGet(() -> Signature.unknown("the commit is not in this clone"));
  }

  private SignatureCheck signatures() {
    return new SignatureCheck(EffectiveConfig.of(repository), repository.getWorkTree().toPath());
  }

  /**
   * Whether a branch has a commit; empty when this clone cannot tell: it has no such branch, or is
   * shallow.
   *
   * @param branch the short name
   * @param remote the remote whose branch counts; empty for the one of this repository
   */
  public Optional<Boolean> isPartOf(String commit, String branch, Optional<String> remote) {
    String prefix = remote.map(r -> Constants.R_REMOTES + r + "/").orElse(Constants.R_HEADS);
    return Commits.isPartOf(repository, commit, prefix + branch);
  }

  /**
   * The text of a file as it is in the commit that is checked out; empty when that has no such
   * file, or there is no commit.
   *
   * @param file a file anywhere in the work tree
   */
  public Optional<String> committed(Path file) {
    return Commits.text(repository, file);
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
    return believed(walk, ref).value();
  }

  private Believed<Release> believed(RevWalk walk, Ref ref) {
    return reader.read(walk, ref).then(marker -> ReleaseMessage.parse(marker, markers));
  }

  private Believed<Decision> decision(RevWalk walk, Kind kind, Ref ref) {
    return reader.read(walk, ref).then(marker -> DecisionMessage.parse(kind, marker, markers));
  }

  private static String firstSegment(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}

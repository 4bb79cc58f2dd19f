package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.step.Site;
import io.biomerkin.ledger.Believed;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A release as people name it: an id or the beginning of one, with or without its environment and
 * its application before it. What names a rollback means the release that was restored.
 */
public final class NamedRelease {

  private final Site site;
  private final List<String> homes;

  /**
   * Names of releases.
   *
   * @param site where the release is to come, or not to
   * @param homes the environments that it may be one of when the name does not tell
   */
  public NamedRelease(Site site, List<String> homes) {
    this.site = site;
    this.homes = homes;
  }

  /**
   * The release of that name.
   *
   * @throws ProblemException when there is none, or several, or its marker is not to be believed
   */
  public Release find(String text) {
    List<String> parts = new ArrayList<>(List.of(text.strip().split("/", -1)));
    String start = parts.remove(parts.size() - 1);
    List<String> where = homes;
    if (!parts.isEmpty()) {
      where = List.of(parts.remove(parts.size() - 1));
      requireEnvironment(text, where.get(0));
    }
    String application = String.join("/", parts);
    if (!parts.isEmpty() && !application.equals(application())) {
      throw refused("'" + text + "' is a release of another application than " + application());
    }
    Optional<ReleaseId> whole = ReleaseId.parse(start);
    return whole.isPresent() ? exactly(whole.get(), where) : beginning(text, start, where);
  }

  private void requireEnvironment(String text, String environment) {
    List<String> known = site.policy().environments().stream().map(Environment::name).toList();
    if (!known.contains(environment)) {
      throw refused("'" + text + "' names environment '" + environment + "', which there is not");
    }
  }

  private Release exactly(ReleaseId id, List<String> where) {
    for (String home : where) {
      Optional<Release> found = believed(home, id);
      if (found.isPresent()) {
        return original(home, found.get());
      }
    }
    List<String> elsewhere =
        site.policy().environments().stream()
            .map(Environment::name)
            .filter(name -> site.other(name).ledger().isMarked(application(), name, id))
            .toList();
    throw elsewhere.isEmpty()
        ? refused("release " + id + " of " + words(where) + " has no marker in this repository")
        : refused(
            "release "
                + id
                + " is one of "
                + String.join(", ", elsewhere)
                + ", not of "
                + words(where));
  }

  private Release beginning(String text, String start, List<String> where) {
    List<Release> found = new ArrayList<>();
    for (String home : where) {
      site.other(home).ledger().releases(application(), home).stream()
          .filter(release -> !start.isEmpty() && release.id().text().startsWith(start))
          .forEach(found::add);
    }
    if (found.isEmpty()) {
      throw refused("'" + text + "' is no release of " + words(where));
    }
    if (found.size() > 1) {
      throw new ProblemException(
          ProblemCode.NOT_A_CANDIDATE,
          site.environment().name(),
          "several releases begin with '" + text + "'",
          "choose with -Drelease= one of "
              + found.stream()
                  .map(release -> release.environment() + "/" + release.id())
                  .collect(Collectors.joining(", ")));
    }
    return original(found.get(0).environment(), found.get(0));
  }

  /** What a rollback restored. */
  Release original(String environment, Release marker) {
    return marker.restores().isEmpty()
        ? marker
        : believed(environment, marker.runs())
            .orElseThrow(
                () ->
                    refused(
                        "release "
                            + marker.id()
                            + " restores "
                            + marker.runs()
                            + ", which has no marker in this repository"));
  }

  /** What the marker says; empty when there is none. */
  Optional<Release> believed(String environment, ReleaseId id) {
    Optional<Believed<Release>> tag =
        site.other(environment).ledger().examine(application(), environment, id);
    tag.flatMap(Believed::doubt)
        .ifPresent(
            doubt -> {
              throw new ProblemException(
                  ProblemCode.MARKER_DOUBTED,
                  doubt.tag(),
                  "the marker is not believed: " + doubt.why(),
                  "look at it with git show, and choose another release with -Drelease=");
            });
    return tag.flatMap(Believed::value);
  }

  private String application() {
    return site.blueprint().application();
  }

  private static String words(List<String> where) {
    return String.join(" or ", where);
  }

  private ProblemException refused(String what) {
    return new ProblemException(
        ProblemCode.NOT_A_CANDIDATE,
        site.environment().name(),
        what,
        "type git fetch --tags if it is missing, and see what there is with "
            + site.other(homes.get(homes.size() - 1)).command("history"));
  }
}

package io.biomerkin.deploy.gate;

import io.biomerkin.deploy.step.Site;
import io.biomerkin.ledger.Decision;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must never run in an environment: everything that has the content of a release that was
 * rejected there or in an environment that releases come from.
 */
public final class Rejections {

  private final List<Rejected> all = new ArrayList<>();

  /**
   * A rejected release.
   *
   * @param environment where it was rejected
   * @param release its id
   * @param content what it is; empty when its own marker is not in this repository
   * @param decision who rejected it and why, where the tag tells it
   */
  public record Rejected(
      String environment,
      ReleaseId release,
      Optional<Content> content,
      Optional<Decision> decision) {

    /** {@code release 20261006-143022 was rejected in staging by Ada <…>: leaks memory}. */
    public String words() {
      return "release "
          + release
          + " was rejected for "
          + environment
          + decision.map(d -> " by " + d.by()).orElse("")
          + decision.flatMap(Decision::message).map(why -> ": " + why).orElse("");
    }
  }

  private Rejections() {}

  /** What must never run at that site. */
  public static Rejections of(Site site) {
    Rejections rejections = new Rejections();
    List<String> chain = chain(site);
    for (String environment : chain) {
      String application = site.blueprint().application();
      GitLedger ledger = site.other(environment).ledger();
      // A release is rejected for an environment that it is in, or is to come into.
      List<String> homes = chain.subList(chain.indexOf(environment), chain.size());
      for (ReleaseId id : ledger.rejected(application, environment)) {
        Optional<Decision> decision = ledger.rejection(application, environment, id);
        List<Release> releases =
            homes.stream()
                .filter(
                    home -> decision.map(d -> d.release().environment().equals(home)).orElse(true))
                .flatMap(home -> site.other(home).ledger().find(application, home, id).stream())
                .toList();
        rejections.add(environment, id, decision, releases);
      }
    }
    return rejections;
  }

  private void add(
      String environment, ReleaseId id, Optional<Decision> decision, List<Release> releases) {
    if (releases.isEmpty()) {
      all.add(new Rejected(environment, id, Optional.empty(), decision));
    }
    releases.forEach(
        release ->
            all.add(new Rejected(environment, id, Optional.of(Content.of(release)), decision)));
  }

  /** The environment, the one its releases come from, and so on. */
  private static List<String> chain(Site site) {
    Set<String> chain = new LinkedHashSet<>(List.of(site.environment().name()));
    Optional<PromotionRule> rule = site.policy().promotionTo(site.environment().name());
    while (rule.isPresent() && chain.add(rule.get().from())) {
      rule = site.policy().promotionTo(rule.get().from());
    }
    return new ArrayList<>(chain);
  }

  /** The rejection that a content falls under. */
  public Optional<Rejected> of(Content content) {
    return all.stream().filter(r -> r.content().equals(Optional.of(content))).findFirst();
  }

  /** The releases of those that are rejected, and every id that is. */
  public Set<ReleaseId> among(List<Release> releases) {
    Stream<ReleaseId> named = all.stream().map(Rejected::release);
    // Mostly nothing is rejected, and there are thousands of releases.
    Stream<ReleaseId> same =
        all.isEmpty()
            ? Stream.empty()
            : releases.stream().filter(r -> of(Content.of(r)).isPresent()).map(Release::id);
    return Stream.concat(named, same).collect(Collectors.toSet());
  }
}

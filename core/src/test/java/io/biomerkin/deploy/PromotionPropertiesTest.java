package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.ledger.Markers;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Ledger;
import io.biomerkin.model.Names;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Verified;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever three people do in two clones of one repository, in whatever order, with clocks that
 * jump and races that are lost: what runs in prod has earned it, and Git tells what runs.
 */
class PromotionPropertiesTest {

  private static final int STEPS = 45;
  private static final List<String> PEOPLE = List.of("Ada", "Bob", "Cleo");
  private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

  @TempDir Path folder;
  private final List<String> story = new ArrayList<>();
  private Random random = new Random();
  private List<Stages> clones = List.of();
  private int version;
  private int changes;

  private final Set<Map<String, String>> rejected = new LinkedHashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void prod_runs_only_what_has_earned_it(long seed) {
    random = new Random(seed);
    twoClones();
    for (int i = 0; i < STEPS; i++) {
      Map<String, String> before = running();
      int tags = releaseTags().size();
      Set<Map<String, String>> forbidden = Set.copyOf(rejected);
      changes = 0;
      step(somebody());
      clones.forEach(stages -> stages.project.git("fetch", "-q", "--tags", "origin"));
      assertThat(releaseTags()).as("one tag a change\n%s", told()).hasSize(tags + changes);
      gitTellsWhatRuns();
      Map<String, String> after = running();
      for (String environment : ENVIRONMENTS) {
        if (!before.getOrDefault(environment, "").equals(after.getOrDefault(environment, ""))) {
          earned(environment, forbidden);
        }
      }
    }
    for (String word : List.of("promote prod: done", "promote prod: refused", "meanwhile")) {
      assertThat(story).as("a story of %s", word).anyMatch(line -> line.contains(word));
    }
  }

  private String told() {
    return String.join("\n", story);
  }

  private void twoClones() {
    Stages first = Stages.in(folder.resolve("first"));
    Path remote = folder.resolve("remote.git");
    first.project.git("clone", "-q", "--bare", ".", remote.toString());
    first.project.git("remote", "add", "origin", remote.toString());
    first.project.git("clone", "-q", remote.toString(), folder.resolve("second").toString());
    Stages second = Stages.at(folder.resolve("second"));
    clones = List.of(first, second);
    for (Stages stages : clones) {
      stages.project.ledger = new Ledger(Optional.of("origin"));
      stages.project.state = Optional.of(folder.resolve("state"));
      stages.toProd = List.of(new Verified(), new Approvals(1, false, false, Optional.empty()));
      stages.declare();
    }
  }

  private Stages somebody() {
    Stages stages = clones.get(random.nextInt(clones.size()));
    return stages.as(PEOPLE.get(random.nextInt(PEOPLE.size())));
  }

  private void step(Stages stages) {
    clones.forEach(other -> other.at(stages.now()));
    switch (random.nextInt(16)) {
      case 0, 1 -> {
        commit(stages);
        deploy(stages, "dev");
      }
      case 2 -> deploy(stages, ENVIRONMENTS.get(random.nextInt(3)));
      case 3, 4 -> promote(stages, "staging", false);
      case 5, 6, 7 -> approve(stages);
      case 8, 9 -> promote(stages, "prod", false);
      case 10, 11 -> race(stages);
      case 12 -> rollback(stages, ENVIRONMENTS.get(random.nextInt(3)));
      case 13 -> reject(stages);
      case 14 -> clockJumps(stages);
      default -> promote(stages, "prod", true);
    }
    clones.forEach(other -> other.at(stages.now()));
  }

  private void commit(Stages stages) {
    version++;
    stages.edit(version);
    stages.project.git("push", "-q", "-f", "origin", "HEAD:refs/heads/main");
    Stages other = clones.get(1 - clones.indexOf(stages));
    other.project.git("fetch", "-q", "origin", "main");
    other.project.git("reset", "-q", "--hard", "FETCH_HEAD");
    story.add("commit " + version);
  }

  private void attempt(String what, java.util.function.Supplier<DeployResult> action) {
    try {
      DeployResult result = action.get();
      changes += result.changed() ? 1 : 0;
      story.add(what + ": " + (result.changed() ? "done " : "unchanged ") + result.release().id());
    } catch (ProblemException e) {
      story.add(what + ": refused: " + e.first());
    }
  }

  private void deploy(Stages stages, String environment) {
    stages.pass(Duration.ofMinutes(1));
    attempt("deploy " + environment, () -> stages.project.deploy(environment));
  }

  private void promote(Stages stages, String environment, boolean emergency) {
    PromoteRequest request =
        new PromoteRequest(
            environment,
            Optional.empty(),
            false,
            emergency ? Optional.of("fire") : Optional.empty(),
            Set.of());
    attempt("promote " + environment, () -> stages.promote(request));
  }

  private void rollback(Stages stages, String environment) {
    stages.pass(Duration.ofMinutes(1));
    attempt("rollback " + environment, () -> stages.project.rollback(environment));
  }

  private void approve(Stages stages) {
    releases("staging").stream()
        .reduce((older, newer) -> newer)
        .ifPresent(release -> decide("approve", () -> stages.approve("prod", release.id().text())));
  }

  private void reject(Stages stages) {
    String environment = ENVIRONMENTS.get(random.nextInt(3));
    List<Release> all = releases(environment);
    if (all.isEmpty() || random.nextInt(3) > 0) {
      return;
    }
    Release release = all.get(random.nextInt(all.size()));
    decide(
        "reject",
        () -> {
          Decided decided = stages.reject(environment, release.id().text(), true);
          rejected.add(release.code());
          decided.rollback().ifPresent(rollback -> changes += rollback.changed() ? 1 : 0);
          return decided;
        });
  }

  private void decide(String what, java.util.function.Supplier<Decided> action) {
    try {
      story.add(what + ": " + action.get().tag());
    } catch (ProblemException e) {
      story.add(what + ": refused: " + e.first());
      // A rollback that follows a rejection may find nothing to go back to.
      if (what.equals("reject") && e.first().toString().contains("no verified release")) {
        story.add("the rejection stands");
      }
    }
  }

  private void clockJumps(Stages stages) {
    stages.pass(Duration.ofMinutes(random.nextInt(600) - 120));
    story.add("it is " + stages.now());
  }

  /** Somebody else does something after this one has looked, and before it has the lock. */
  private void race(Stages stages) {
    Stages other = clones.get(1 - clones.indexOf(stages));
    other.as(PEOPLE.get(random.nextInt(PEOPLE.size())));
    int what = random.nextInt(3);
    if (what < 2) {
      commit(stages);
      deploy(stages, "dev");
      other.at(stages.now());
    }
    Runnable meanwhile =
        () -> {
          story.add("meanwhile");
          if (what == 0) {
            rollback(other, "staging");
          } else if (what == 1) {
            promote(other, "staging", false);
          } else {
            promote(other, "prod", false);
          }
        };
    stages.project.interceptor = Optional.of(new Before("putObject", meanwhile));
    promote(stages, what == 2 ? "prod" : "staging", false);
    stages.project.interceptor = Optional.empty();
  }

  private List<Release> releases(String environment) {
    try (GitLedger ledger = GitLedger.open(clones.get(0).project.folder, Markers.TAGS)) {
      return ledger.releases("calc", environment);
    }
  }

  private List<String> releaseTags() {
    return clones.get(0).project.tags().stream()
        .filter(tag -> tag.matches("calc/\\w+/\\d{8}-\\d{6}"))
        .toList();
  }

  /** The release that each stack says it runs. */
  private Map<String, String> running() {
    Map<String, String> running = new HashMap<>();
    for (String name : ENVIRONMENTS) {
      Environment environment = clones.get(0).project.blueprint().environment(name).orElseThrow();
      try (var cloud =
          Clouds.open(environment, Clouds.Choice.DECLARED, folder.resolve("state/cloud"))) {
        new Stacks(cloud, Names.of(clones.get(0).project.blueprint(), environment).stack())
            .find()
            .flatMap(StackState::release)
            .ifPresent(release -> running.put(name, release));
      }
    }
    return running;
  }

  private void gitTellsWhatRuns() {
    Map<String, String> running = running();
    for (String environment : ENVIRONMENTS) {
      Optional<String> last =
          releases(environment).stream()
              .map(release -> release.id().text())
              .reduce((older, newer) -> newer);
      assertThat(Optional.ofNullable(running.get(environment)))
          .as("what runs in %s\n%s", environment, told())
          .isEqualTo(last);
    }
  }

  /** Judged by plain reading of the tags, not by the rules under test. */
  private void earned(String environment, Set<Map<String, String>> forbidden) {
    List<Release> all = releases(environment);
    Release now = all.get(all.size() - 1);
    assertThat(forbidden)
        .as("rejected code in %s\n%s", environment, told())
        .doesNotContain(now.code());
    if (!environment.equals("prod")) {
      return;
    }
    if (now.emergency().isPresent()) {
      return;
    }
    if (now.restores().isPresent()) {
      assertThat(all).extracting(Release::id).contains(now.restores().get());
      return;
    }
    Release from =
        releases("staging").stream()
            .filter(r -> now.promotedFrom().map(o -> o.release().equals(r.id())).orElse(false))
            .findFirst()
            .orElseThrow(() -> new AssertionError("from nowhere\n" + told()));
    assertThat(from.code()).as(told()).isEqualTo(now.code());
    assertThat(
            releases("staging").stream()
                .filter(r -> r.runs().equals(from.id()))
                .anyMatch(r -> r.verification().isVerified()))
        .as(told())
        .isTrue();
    Stream<String> taggers =
        clones
            .get(0)
            .project
            .git(
                "for-each-ref",
                "--format=%(taggeremail)",
                "refs/tags/calc/prod/approve/" + from.id() + "/")
            .lines();
    assertThat(taggers.filter(who -> !now.by().endsWith(who) && !from.by().endsWith(who)))
        .as("approved by somebody else\n%s", told())
        .isNotEmpty();
  }
}

package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.PromotionRule.Approvals;
import io.biomerkin.model.PromotionRule.Requirement;
import io.biomerkin.model.PromotionRule.Soaked;
import io.biomerkin.model.PromotionRule.Verified;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The project in three environments, on a clock that goes as it is told: {@code dev}, {@code
 * staging} from there, {@code prod} from there after an hour and by two approvals.
 */
final class Stages {

  static final Instant BEGIN = Instant.parse("2026-10-06T08:00:00Z");

  final Project project;
  private Instant now = BEGIN;
  List<Requirement> toProd =
      List.of(
          new Verified(),
          new Soaked(Duration.ofHours(1)),
          new Approvals(2, false, false, Optional.empty()));
  List<Freeze> freezes = List.of();

  private Stages(Project project) {
    this.project = project;
    InstantSource time = () -> now;
    project.clock = CloudClock.unpaced(time.withZone(ZoneOffset.UTC));
    project.tables = List.of();
    declare();
  }

  static Stages in(Path folder) {
    Project project = Project.in(folder);
    project.edit("lambda/front.py", Project.front("return {'sum': 42}"));
    return new Stages(project);
  }

  /** Over a clone, or the same folder, of what is there already. */
  static Stages at(Path folder) {
    return new Stages(Project.at(folder));
  }

  /** The same with {@code dev} in one account, and the others in another one of its own store. */
  Stages acrossAccounts() {
    project.choice = Clouds.Choice.LOCAL;
    Target other = Target.Aws.of("222222222222", "eu-west-1");
    project.environments =
        Optional.of(
            List.of(
                project.environment("dev", new Target.Local(), false, List.of()),
                project.environment("staging", other, false, List.of()),
                project.environment("prod", other, false, List.of())));
    return this;
  }

  /** Says anew what the blueprint declares. */
  void declare() {
    List<Environment> all = new ArrayList<>();
    for (String name : List.of("dev", "staging", "prod")) {
      all.add(
          project.environment(
              name, new Target.Local(), false, name.equals("prod") ? freezes : List.of()));
    }
    project.environments = Optional.of(all);
    project.promotions =
        List.of(
            new PromotionRule("staging", "dev", List.of(new Verified())),
            new PromotionRule("prod", "staging", toProd));
  }

  Instant now() {
    return now;
  }

  void at(Instant moment) {
    now = moment;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Who types the next commands. */
  Stages as(String name) {
    project.git("config", "user.name", name);
    project.git("config", "user.email", name.toLowerCase(java.util.Locale.ROOT) + "@example.org");
    return this;
  }

  Release deploy(String environment) {
    pass(Duration.ofMinutes(1));
    return project.deploy(environment).release();
  }

  Release promote(String environment) {
    return promote(PromoteRequest.to(environment)).release();
  }

  DeployResult promote(PromoteRequest request) {
    pass(Duration.ofMinutes(1));
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.promote(request);
    }
  }

  Release rollback(String environment) {
    pass(Duration.ofMinutes(1));
    return project.rollback(environment).release();
  }

  Decided approve(String environment, Release release) {
    return approve(environment, release.id().text());
  }

  Decided approve(String environment, String release) {
    pass(Duration.ofMinutes(1));
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.approve(new DecisionRequest(environment, release, Optional.empty(), false));
    }
  }

  Decided reject(String environment, String release, boolean rollback) {
    pass(Duration.ofMinutes(1));
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.reject(
          new DecisionRequest(environment, release, Optional.of("leaks"), rollback));
    }
  }

  /** The code of another version, committed. */
  void edit(int number) {
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0 * " + number));
  }
}

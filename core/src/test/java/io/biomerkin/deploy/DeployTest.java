package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ChangeSets;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.cloud.TemplateSource;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.FollowStack;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Check;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DeployTest {

  private Project project;

  @BeforeEach
  void project(@TempDir Path folder) {
    project = Project.in(folder);
  }

  private String answer() {
    var cloud =
        Clouds.open(
            project.blueprint().environment("dev").orElseThrow(),
            Clouds.Choice.DECLARED,
            project.folder.resolve(".biomerkin/cloud"));
    return new Functions(cloud).invoke("calc-front-dev", "live", "{\"a\":40,\"b\":2}").payload();
  }

  @Test
  void a_first_deployment_runs_answers_and_is_marked() {
    DeployResult result = project.deploy("dev");

    assertThat(result.changed()).isTrue();
    assertThat(result.release().verification()).hasToString("4/4");
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
    assertThat(project.tags()).containsExactly("calc/dev/" + result.release().id());
    assertThat(result.outputs()).containsKey("ApiUrl");
  }

  @Test
  void an_edit_of_when_and_whence_it_may_change_is_no_change_of_what_runs() {
    Freeze past =
        new Freeze.Dates(
            LocalDateTime.parse("2001-01-01T00:00"),
            LocalDateTime.parse("2001-01-02T00:00"),
            ZoneOffset.UTC);
    for (List<Freeze> freezes : List.of(List.<Freeze>of(), List.of(past))) {
      project.environments =
          Optional.of(List.of(project.environment("dev", new Target.Local(), false, freezes)));
      project.promotions = List.of();
      project.deploy("dev");
    }
    assertThat(project.tags()).hasSize(1);
  }

  @Test
  void a_tag_in_the_way_of_the_marker_is_told_before_anything_is_changed() {
    project.git("tag", "calc/dev");

    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageMatching(
            "calc/dev/[0-9-]+: the tag cannot be made beside refs/tags/calc/dev; rename that one,"
                + " then run the same command again \\[BMK-606]");
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.plan("dev").deployed()).isFalse();
    }
  }

  @Test
  void a_stack_whose_events_are_silent_is_asked_itself() {
    project.deploy("dev");
    try (Biomerkin biomerkin = project.open();
        Sites sites = biomerkin.sites()) {
      Site site = sites.site("dev");
      String id = site.stacks().find().orElseThrow().id();
      try (EnvironmentLock lock = EnvironmentLock.acquire(site, "deploy")) {
        FollowStack follow = new FollowStack(site, lock, 0);
        assertThat(follow.run(id, "a token of nobody")).isEqualTo("CREATE_COMPLETE");
      }
    }
  }

  @Test
  void a_plan_waits_for_no_stack_that_is_being_changed() {
    project.deploy("dev");
    project.interceptor = Optional.of(new Killer("describeStackEvents"));
    assertThatThrownBy(
            () -> {
              try (Biomerkin biomerkin = project.open()) {
                biomerkin.destroy("dev", Optional.empty());
              }
            })
        .isInstanceOf(Killer.Killed.class);
    project.interceptor = Optional.empty();

    try (Biomerkin biomerkin = project.open()) {
      assertThatThrownBy(() -> biomerkin.plan("dev"))
          .hasMessage(
              "CalcDev: the stack is DELETE_IN_PROGRESS: what a deployment would change shows when"
                  + " that ends; run the same command again then; a deployment waits for it by"
                  + " itself [BMK-502]");
    }
  }

  @Test
  void the_same_again_changes_nothing() {
    Release first = project.deploy("dev").release();
    DeployResult again = project.deploy("dev");

    assertThat(again.changed()).isFalse();
    assertThat(again.release()).isEqualTo(first);
    assertThat(project.tags()).hasSize(1);
  }

  @Test
  void an_edit_of_one_agent_makes_a_second_release() {
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("sum([event['a'], event['b']])"));
    DeployResult second = project.deploy("dev");

    assertThat(second.changed()).isTrue();
    assertThat(project.tags()).hasSize(2);
  }

  @Test
  void a_release_that_raises_is_taken_back() {
    Release good = project.deploy("dev").release();
    project.edit(
        "lambda/adder.py", "def handler(event, context):\n    raise ValueError('broken')\n");

    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "calc-adder-dev: fails with ValueError: broken (adder.py:2); release "
                + good.id()
                + " runs again; correct the cause, then deploy again [BMK-503]");
    assertThat(project.tags()).containsExactly("calc/dev/" + good.id());
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
    assertThat(project.validate("dev").findings())
        .filteredOn(finding -> finding.outcome() == Outcome.FAILED)
        .isEmpty();
  }

  @Test
  void a_rollback_restores_the_code_of_the_release_before_and_a_second_goes_two_back() {
    Release first = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    Release second = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0 + 0"));
    project.deploy("dev");

    Release back = project.rollback("dev").release();
    assertThat(back.restores()).contains(second.id());
    assertThat(back.code()).isEqualTo(second.code());
    assertThat(back.commit()).isEqualTo(second.commit());
    Release twoBack = project.rollback("dev").release();
    assertThat(twoBack.restores()).contains(first.id());
    assertThat(project.git("tag", "-l", "--format=%(contents)", "calc/dev/" + twoBack.id()))
        .contains("Restores: " + first.id());
    assertThatThrownBy(() -> project.rollback("dev"))
        .hasMessageStartingWith("dev: there is no verified release before the running one");
  }

  @Test
  void a_rollback_to_a_named_release_runs_its_code() {
    Release first = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("1 + event['a'] + event['b'] - 1"));
    project.deploy("dev");

    DeployResult result =
        project.rollback(
            new RollbackRequest("dev", Optional.of(first.id().text()), false, Set.of()));
    assertThat(result.release().code()).isEqualTo(first.code());
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
  }

  @Test
  void a_rollback_to_what_is_no_candidate_is_refused_with_the_candidates() {
    Release first = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    Release unverified =
        project.deploy(new DeployRequest("dev", false, true, Optional.empty(), Set.of())).release();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a'] + 0"));
    Release running = project.deploy("dev").release();
    String list = "; choose with -Dto= one of " + first.id() + " [BMK-603]";

    assertRefused("20200101-000000", "dev: there is no release '20200101-000000'" + list);
    assertRefused("nonsense", "dev: there is no release 'nonsense'" + list);
    assertRefused(
        unverified.id().text(), "dev: release " + unverified.id() + " was never verified" + list);
    assertRefused(running.id().text(), "dev: release " + running.id() + " is running" + list);
  }

  private void assertRefused(String to, String message) {
    assertThatThrownBy(
            () -> project.rollback(new RollbackRequest("dev", Optional.of(to), false, Set.of())))
        .isInstanceOf(ProblemException.class)
        .hasMessage(message);
  }

  @Test
  void a_rollback_of_what_is_not_deployed_is_refused() {
    assertThatThrownBy(() -> project.rollback("dev"))
        .hasMessage(
            "dev: the environment is not deployed: there is nothing to roll back; mvn"
                + " biomerkin:deploy -Denv=dev [BMK-507]");
  }

  @Test
  void an_environment_with_a_promotion_rule_is_refused() {
    project.choice = Clouds.Choice.LOCAL;
    assertThatThrownBy(() -> project.deploy("prod"))
        .hasMessage(
            "prod: releases come here only from dev, and none of its releases has this code and"
                + " topology; mvn biomerkin:deploy -Denv=dev, then mvn biomerkin:promote -Denv=prod -Dcloud=local;"
                + " -Demergency=\"reason\" overrides the rule, and the release marker says so"
                + " [BMK-403]");
    assertThat(project.git("for-each-ref", "refs/tags", "refs/biomerkin")).isEmpty();
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status("prod").state()).isEqualTo("not deployed");
    }
  }

  @Test
  void an_emergency_overrides_promotion_and_its_marker_is_kept_apart() {
    project.choice = Clouds.Choice.LOCAL;
    Release release =
        project
            .deploy(new DeployRequest("prod", false, false, Optional.of("site is down"), Set.of()))
            .release();

    assertThat(release.emergency()).contains("site is down");
    assertThat(project.tags()).isEmpty();
    assertThat(project.git("for-each-ref", "--format=%(refname)", "refs/biomerkin"))
        .isEqualTo("refs/biomerkin/local/calc/prod/" + release.id() + "\n");
  }

  @Test
  void a_frozen_environment_is_refused() {
    assertThatThrownBy(() -> project.deploy("frozen"))
        .hasMessageMatching(
            "frozen: the environment is frozen until .*; deploy after that;"
                + " -Demergency=\"reason\" overrides the freeze, and the release marker says so"
                + " \\[BMK-404\\]");
  }

  @Test
  void an_unknown_environment_is_refused() {
    assertThatThrownBy(() -> project.deploy("test"))
        .hasMessage(
            "test: the blueprint declares no such environment; choose one of dev, prod, frozen"
                + " [BMK-401]");
  }

  @Test
  void an_environment_that_wants_clean_sources_refuses_others() {
    project.choice = Clouds.Choice.LOCAL;
    project.write("lambda/adder.py", Project.adder("42"));
    assertThatThrownBy(
            () ->
                project.deploy(
                    new DeployRequest("prod", false, false, Optional.of("now"), Set.of())))
        .hasMessage(
            "prod: the environment takes committed sources only; not committed: lambda/adder.py;"
                + " commit or stash them, then run the same command again [BMK-405]");
  }

  @Test
  void a_failing_check_stops_the_deployment_with_its_last_lines() {
    project.checks =
        List.of(new Check("test", "python3 -c 'print(1); raise SystemExit(3)'", "", false));
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageMatching(
            "(?s)check test: 'python3 -c 'print\\(1\\); raise SystemExit\\(3\\)'' ended with 3:\n1;"
                + " all of its output is in .*test.log \\[BMK-306\\]");
    assertThat(project.tags()).isEmpty();
  }

  @Test
  void a_missing_check_stops_the_deployment_unless_it_is_optional() {
    project.checks = List.of(new Check("scan", "no-such-scanner -q", "", false));
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "check scan: no-such-scanner is not installed; install it, or declare the check"
                + " optional: true [BMK-301]");
    project.checks = List.of(new Check("scan", "no-such-scanner -q", "", true));
    assertThat(project.deploy("dev").release().checks()).containsEntry("scan", "skipped");
  }

  @Test
  void data_is_not_lost_unless_it_is_named() {
    project.deploy("dev");
    project.tables = List.of();
    project.edit("lambda/front.py", Project.front("return {'sum': 42}"));

    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "ResultsTable (calc-results-dev): holds data and would be removed; take the change"
                + " back, or allow it with -DallowDataLoss=ResultsTable [BMK-409]");
    assertThat(
            project
                .deploy(
                    new DeployRequest(
                        "dev", false, false, Optional.empty(), Set.of("ResultsTable")))
                .changed())
        .isTrue();
  }

  @Test
  void a_validation_before_and_after_tells_every_part() {
    Validation before = project.validate("dev");
    assertThat(before.deployed()).isFalse();
    assertThat(before.passed()).isTrue();
    assertThat(before.findings())
        .contains(new Finding("function", "calc-adder-dev", Outcome.SKIPPED, "not deployed yet"));

    Release release = project.deploy("dev").release();
    Validation after = project.validate("dev");
    assertThat(after.findings())
        .contains(
            new Finding("stack", "CalcDev", Outcome.PASSED, "CREATE_COMPLETE"),
            new Finding("release", release.id().text(), Outcome.PASSED, "marked"),
            new Finding("table", "calc-results-dev", Outcome.PASSED, "ACTIVE"),
            new Finding("alias", "calc-adder-dev:live", Outcome.PASSED, "version 1"),
            new Finding("route", "GET /health", Outcome.PASSED, "HTTP 200"),
            new Finding("workflow", "calc-front-dev", Outcome.PASSED, "answers as expected"));
    assertThat(after.passed()).isTrue();
  }

  @Test
  void a_plan_tells_what_would_change_and_changes_nothing() {
    try (Biomerkin biomerkin = project.open()) {
      Plan first = biomerkin.plan("dev");
      assertThat(first.deployed()).isFalse();
      assertThat(first.changes()).extracting("logicalId").contains("AdderAgent", "ResultsTable");
    }
    assertThat(project.validate("dev").deployed()).isFalse();
    project.deploy("dev");
    project.memory = 256;
    try (Biomerkin biomerkin = project.open()) {
      Plan second = biomerkin.plan("dev");
      assertThat(second.changes())
          .filteredOn(change -> change.logicalId().equals("AdderAgent"))
          .singleElement()
          .satisfies(
              change -> assertThat(change.properties()).extracting("path").contains("MemorySize"));
      assertThat(biomerkin.plan("dev")).isEqualTo(second);
    }
  }

  @Test
  void what_a_killed_plan_has_left_goes_with_a_later_one() {
    project.deploy("dev");
    project.memory = 256;
    Crash.diesOver("deleteChangeSet", project, "dev", this::plan);
    ChangeSets sets = new Stacks(project.cloud("dev"), "CalcDev").changeSets();
    assertThat(sets.names()).anyMatch(name -> name.startsWith("plan-"));

    // It may be of somebody who works it out now.
    plan();
    assertThat(sets.names()).anyMatch(name -> name.startsWith("plan-"));

    project.shiftClock(Duration.ofMinutes(61));
    plan();
    assertThat(sets.names()).noneMatch(name -> name.startsWith("plan-"));
  }

  private void plan() {
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.plan("dev").changes()).isNotEmpty();
    }
  }

  @Test
  void a_plan_of_a_template_that_no_request_holds_goes_through_the_store() {
    project.more = IntStream.range(0, 30).mapToObj(number -> "worker-" + number).toList();
    project.deploy(new DeployRequest("dev", false, true, Optional.empty(), Set.of()));
    assertThat(new Stacks(project.cloud("dev"), "CalcDev").template())
        .hasSizeGreaterThan(TemplateSource.MAX_TEXT);
    project.memory = 256;
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.plan("dev").changes())
          .extracting("logicalId")
          .contains("Worker0Agent", "Worker29Agent");
    }
  }

  @Test
  void a_destroyed_environment_is_gone_and_can_be_deployed_again() {
    project.deploy("dev");
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.destroy("dev", Optional.empty()))
          .isEqualTo(new Destroyed("dev", true, List.of()));
      assertThat(biomerkin.status().get(0).state()).isEqualTo("not deployed");
      assertThat(biomerkin.destroy("dev", Optional.empty()).existed()).isFalse();
    }
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void protected_data_stays_when_its_environment_is_destroyed_by_force() {
    project.choice = Clouds.Choice.LOCAL;
    project.deploy(new DeployRequest("prod", false, false, Optional.of("first"), Set.of()));
    try (Biomerkin biomerkin = project.open()) {
      assertThatThrownBy(() -> biomerkin.destroy("prod", Optional.of("dev")))
          .hasMessage(
              "prod: the environment protects its data; mvn biomerkin:destroy -Denv=prod -Dcloud=local"
                  + " -Dforce=prod removes it; its data is kept [BMK-408]");
      assertThat(biomerkin.destroy("prod", Optional.of("prod")).retained())
          .contains("calc-results-prod (AWS::DynamoDB::Table)");
    }
  }

  @Test
  void a_stack_that_is_protected_stays_whatever_the_blueprint_says_now() {
    project.deploy("dev");
    Environment dev = project.blueprint().environment("dev").orElseThrow();
    List<Environment> guarded = List.of(project.environment("dev", dev.target(), true, List.of()));
    project.promotions = List.of();
    project.environments = Optional.of(guarded);
    project.deploy("dev");
    project.environments =
        Optional.of(List.of(project.environment("dev", dev.target(), false, List.of())));
    try (Biomerkin biomerkin = project.open()) {
      assertThatThrownBy(() -> biomerkin.destroy("dev", Optional.empty()))
          .hasMessage(
              "dev: its stack is protected against being deleted; mvn biomerkin:destroy -Denv=dev"
                  + " -Dforce=dev removes it; only what its template retains is kept [BMK-408]");
      assertThat(biomerkin.status("dev").state()).isEqualTo("UPDATE_COMPLETE");
      assertThat(biomerkin.destroy("dev", Optional.of("dev")).existed()).isTrue();
      assertThat(biomerkin.status("dev").state()).isEqualTo("not deployed");
    }
  }

  @Test
  void data_that_was_kept_is_there_again_in_the_environment_that_comes_after() {
    project.choice = Clouds.Choice.LOCAL;
    DeployRequest again = new DeployRequest("prod", false, false, Optional.of("again"), Set.of());
    project.deploy(again);
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("prod", Optional.of("prod"));
    }
    // The verification wrote it, through the agent, before the environment was destroyed.
    assertThat(item("last")).containsEntry("sum", AttributeValue.fromN("42"));

    DeployResult back = project.deploy(again);

    assertThat(back.release().verification().isVerified()).isTrue();
    assertThat(project.events)
        .filteredOn(DeployEvent.ResourceChanged.class::isInstance)
        .extracting(Object::toString)
        .anyMatch(event -> event.contains("ResultsTable") && event.contains("IMPORT_COMPLETE"))
        .anyMatch(event -> event.contains("InboxBucket") && event.contains("IMPORT_COMPLETE"));
    assertThat(item("last")).containsEntry("sum", AttributeValue.fromN("42"));
    project.memory = 256;
    assertThat(project.deploy(again).changed()).isTrue();
  }

  private Map<String, AttributeValue> item(String id) {
    try (Cloud cloud =
        Clouds.open(
            project.blueprint().environment("prod").orElseThrow(),
            project.choice,
            project.folder.resolve(".biomerkin/cloud"))) {
      return cloud
          .client(DynamoDbClient.class)
          .getItem(
              r -> r.tableName("calc-results-prod").key(Map.of("id", AttributeValue.fromS(id))))
          .item();
    }
  }

  @Test
  void status_and_history_tell_what_runs() {
    Release release = project.deploy("dev").release();
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status().get(0).release()).contains(release);
      History history = biomerkin.history("dev");
      assertThat(history.current()).contains(release);
      assertThat(release.by()).isEqualTo("Ada Example <ada@example.org>");
      assertThat(release.commit()).isEqualTo(project.git("rev-parse", "HEAD").strip());
    }
  }

  @Test
  void two_releases_of_one_second_get_different_ids() {
    ReleaseId first = project.deploy("dev").release().id();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    assertThat(project.deploy("dev").release().id()).isGreaterThan(first);
    assertThat(Files.exists(project.folder.resolve(".biomerkin"))).isTrue();
  }

  @Test
  void without_a_commit_to_mark_nothing_is_changed() {
    project.git("checkout", "-q", "--orphan", "empty");
    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessageEndingWith("[BMK-604]");
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status().get(0).state()).isEqualTo("not deployed");
    }
  }

  @Test
  void a_release_whose_route_fails_is_taken_back() {
    Release good = project.deploy("dev").release();
    project.edit(
        "lambda/front.py",
        Project.front("return {'sum': 42}").replace("'statusCode': 200", "'statusCode': 500"));

    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "GET /health: HTTP 500; release "
                + good.id()
                + " runs again; correct the cause, then deploy again [BMK-503]");
  }

  @Test
  void a_release_whose_agents_cannot_even_be_asked_is_taken_back() {
    Release good = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    AtomicInteger asked = new AtomicInteger();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("invoke") && asked.incrementAndGet() <= 2) {
                  throw SdkClientException.create("connection reset");
                }
              }
            });

    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.what())
                    .containsExactly(
                        "the cloud does not answer: connection reset",
                        "the cloud does not answer: connection reset"))
        .hasMessageContaining("release " + good.id() + " runs again");
  }

  @Test
  void after_an_interrupted_deployment_the_rollback_goes_to_the_last_verified_release() {
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    Release second = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0 + 0"));
    project.interceptor = Optional.of(new Killer("invoke"));
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(Killer.Killed.class);
    project.interceptor = Optional.empty();

    try (Biomerkin biomerkin = project.open()) {
      History history = biomerkin.history("dev");
      assertThat(history.current()).isEmpty();
      assertThat(history.running()).isPresent();
      assertThat(biomerkin.status().get(0).state())
          .isEqualTo("UPDATE_COMPLETE, release " + history.running().get() + " has no marker here");
    }
    assertThat(project.rollback("dev").release().restores()).contains(second.id());
  }

  @Test
  void a_destroyed_environment_has_nothing_to_return_to() {
    project.deploy("dev");
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
      assertThat(biomerkin.history("dev").current()).isEmpty();
    }
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise ValueError('no')\n");
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "calc-adder-dev: fails with ValueError: no (adder.py:2); there is no release to go back"
                + " to; correct the cause and deploy again, or mvn biomerkin:destroy -Denv=dev"
                + " [BMK-503]");
  }

  @Test
  void a_release_that_added_a_table_is_rolled_back_when_its_data_may_go() {
    Release first = project.deploy("dev").release();
    project.tables = List.of(project.tables.get(0), Project.table("extra", "id"));
    project.deploy("dev");

    assertThatThrownBy(() -> project.rollback("dev"))
        .hasMessage(
            "ExtraTable (calc-extra-dev): holds data and would be removed; take the change back, or"
                + " allow it with -DallowDataLoss=ExtraTable [BMK-409]");
    project.events.clear();
    RollbackRequest named =
        new RollbackRequest("dev", Optional.empty(), false, Set.of("ExtraTable"));
    assertThat(project.rollback(named).release().restores()).contains(first.id());
    assertThat(project.events)
        .filteredOn(DeployEvent.Notice.class::isInstance)
        .extracting(Object::toString)
        .anyMatch(text -> text.contains("table/calc-extra-dev/backup/"))
        .anyMatch(text -> text.contains("table/calc-results-dev/backup/"));
  }

  @Test
  void a_rollback_that_makes_a_table_anew_says_so() {
    project.deploy("dev");
    project.tables = List.of();
    project.edit("lambda/front.py", Project.front("return {'sum': 42}"));
    project.deploy(
        new DeployRequest("dev", false, false, Optional.empty(), Set.of("ResultsTable")));

    project.events.clear();
    project.rollback("dev");
    assertThat(project.events).contains(new DeployEvent.Notice("ResultsTable is made anew, empty"));
  }

  @Test
  void a_backup_before_a_deployment_is_of_the_tables_that_are_there() {
    project.choice = Clouds.Choice.LOCAL;
    project.backup =
        Optional.of(
            new BackupPolicy(BackupPolicy.Frequency.DAILY, java.time.Duration.ofDays(7), true));
    DeployRequest emergency = new DeployRequest("prod", false, false, Optional.of("try"), Set.of());
    project.deploy(emergency);
    project.tables = List.of(project.tables.get(0), Project.table("extra", "id"));
    project.events.clear();

    assertThat(project.deploy(emergency).changed()).isTrue();
    assertThat(project.events)
        .filteredOn(DeployEvent.Notice.class::isInstance)
        .singleElement()
        .asString()
        .contains("table/calc-results-prod/backup/");
  }

  @Test
  void a_table_that_must_be_replaced_is_refused_even_when_its_data_may_go() {
    project.deploy("dev");
    project.tables = List.of(Project.table("results", "other"));
    assertThatThrownBy(
            () ->
                project.deploy(
                    new DeployRequest(
                        "dev", false, false, Optional.empty(), Set.of("ResultsTable"))))
        .hasMessage(
            "ResultsTable (calc-results-dev): cannot be changed in place (AttributeDefinitions,"
                + " KeySchema), and its name cannot be given to another; take the change back; or"
                + " declare another one by a new name, deploy, move the data, and then remove this"
                + " one [BMK-409]");
  }

  @Test
  void the_state_folder_is_ignored_by_git() {
    project.write(".gitignore", "");
    project.commit("ignore nothing");
    project.deploy("dev");
    assertThat(project.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void a_release_of_uncommitted_sources_says_so() {
    project.write("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    Release release = project.deploy("dev").release();
    assertThat(release.checks()).containsEntry("tree", "modified");
  }

  @Test
  void an_emergency_skips_a_gradual_rollout_and_the_marker_says_so() {
    project.rollout = new Rollout.Canary(10, java.time.Duration.ofMinutes(5));
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "dev: the environment asks for a gradual rollout, which cannot be kept yet; declare"
                + " rollout allAtOnce; -Demergency=\"reason\" goes to all traffic at once [BMK-407]");
    Release release =
        project
            .deploy(new DeployRequest("dev", false, false, Optional.of("down"), Set.of()))
            .release();
    assertThat(project.git("tag", "-l", "--format=%(contents)", "calc/dev/" + release.id()))
        .contains("Emergency: down")
        .contains("rollout=skipped");
  }

  @Test
  void a_rejected_release_is_no_candidate() {
    Release first = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    project.deploy("dev");
    project.git("tag", "-a", "-m", "no", "calc/dev/reject/" + first.id(), first.commit());
    assertThatThrownBy(
            () ->
                project.rollback(
                    new RollbackRequest("dev", Optional.of(first.id().text()), false, Set.of())))
        .hasMessage(
            "dev: release "
                + first.id()
                + " was rejected; there is no other release to roll back to [BMK-603]");
  }

  @Test
  void a_change_of_checks_alone_is_checked() {
    project.deploy("dev");
    project.checks = List.of(new Check("strict", "python3 -c 'raise SystemExit(4)'", "", false));
    assertThatThrownBy(() -> project.deploy("dev")).hasMessageContaining("[BMK-306]");
    project.checks = List.of(new Check("strict", "python3 -c 'print(1)'", "", false));
    assertThat(project.deploy("dev").release().checks()).containsEntry("strict", "passed");
  }
}

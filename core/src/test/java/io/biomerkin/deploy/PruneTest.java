package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Kept;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target;
import io.biomerkin.synth.Quotas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code releases keep: 2}: the store keeps what the latest two releases need, and no more. */
class PruneTest {

  private static final String TOOK = "took 1 release before the latest 2 out of the store";

  private Project project;
  private int days;

  @BeforeEach
  void two_releases_are_kept(@TempDir Path folder) {
    project = Project.in(folder);
    project.twoStages(keep(2, "dev"), keep(2, "staging"));
  }

  @Test
  void the_latest_run_again_and_what_only_older_ones_need_goes() {
    Release first = deploy(1);
    Release second = deploy(2);
    assertThat(project.notices()).isEmpty();
    Release third = deploy(3);

    assertThat(project.notices()).containsExactly(TOOK);
    assertThat(kept(first)).containsOnly(Kept.MISSING);
    assertThat(kept(second)).containsOnly(Kept.WHOLE);
    assertThat(kept(third)).containsOnly(Kept.WHOLE);
    assertThat(project.tags()).hasSize(3);
    assertThat(project.rollback("dev").release().restores()).contains(second.id());
  }

  @Test
  void what_went_is_told_to_whoever_wants_it_back() {
    Release first = deploy(1);
    deploy(2);
    deploy(3);
    assertThatThrownBy(
            () ->
                project.rollback(
                    new RollbackRequest("dev", Optional.of(first.id().text()), false, Set.of())))
        .hasMessage(
            "calc-releases-000000000000-us-east-1: release "
                + first.id()
                + " is not whole: its manifest is missing; choose another one: with -Dto= where you"
                + " roll back, with -Drelease= where you promote [BMK-605]");
  }

  /** S3 ends them later, by the rule of the store. */
  @Test
  void what_went_is_there_as_old_versions() {
    Release first = deploy(1);
    deploy(2);
    deploy(3);
    String manifest = ReleaseStore.manifestKey("dev", first.id().text());
    assertThat(
            project
                .cloud("dev")
                .client(S3Client.class)
                .listObjectVersions(r -> r.bucket(project.store("dev").bucket()).prefix(manifest))
                .versions())
        .hasSize(1);
  }

  @Test
  void code_that_came_back_stays() {
    Release first = deploy(1);
    deploy(2);
    Release third = deploy(1);

    assertThat(project.notices()).containsExactly(TOOK);
    assertThat(third.code()).isEqualTo(first.code());
    assertThat(kept(third)).containsOnly(Kept.WHOLE);
  }

  @Test
  void what_another_environment_of_the_store_runs_stays() {
    Release first = deploy(1);
    Release staging = project.promote("staging").release();
    deploy(2);
    deploy(3);

    assertThat(project.notices()).containsExactly(TOOK);
    assertThat(staging.code()).isEqualTo(first.code());
    assertThat(kept(staging)).containsOnly(Kept.WHOLE);
  }

  @Test
  void while_somebody_deploys_to_another_one_nothing_goes() {
    Release first = deploy(1);
    deploy(2);
    project.store("dev").put(ReleaseStore.lockKey("staging"), "{}");
    deploy(3);
    assertThat(project.notices()).isEmpty();
    assertThat(kept(first)).containsOnly(Kept.WHOLE);

    project.store("dev").remove(ReleaseStore.lockKey("staging"));
    deploy(4);
    assertThat(project.notices())
        .containsExactly("took 2 releases before the latest 2 out of the store");
  }

  /** It may have looked for what is about to go, and found it. */
  @ParameterizedTest
  @ValueSource(strings = {"releases/staging/x/manifest.json", "locks/staging.json"})
  void where_somebody_begins_or_makes_a_release_meanwhile_nothing_goes(String key) {
    Release first = deploy(1);
    deploy(2);
    AtomicInteger looks = new AtomicInteger();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void after(Call call, @Nullable RuntimeException failure) {
                // The first are for manifests and for locks.
                if (call.operation().equals("listObjectsV2") && looks.incrementAndGet() == 2) {
                  project.store("dev").put(key, "{}");
                }
              }
            });
    deploy(3);
    assertThat(looks).hasValueGreaterThan(2);
    assertThat(project.notices()).isEmpty();
    assertThat(kept(first)).containsOnly(Kept.WHOLE);
  }

  @Test
  void what_a_change_that_failed_has_left_goes_too() {
    deploy(1);
    String left = failToDeploy();
    deploy(2);
    assertThat(bundles()).contains(left);
    deploy(3);
    assertThat(bundles()).doesNotContain(left);
  }

  /** It may be what somebody who was killed goes on with. */
  @Test
  void what_is_not_a_day_old_stays_in_the_store_until_the_next_time() {
    Release first = deploy(1);
    deploy(2);
    String left = failToDeploy();
    deployToday(3);
    assertThat(project.notices()).containsExactly(TOOK);
    assertThat(kept(first)).containsOnly(Kept.MISSING);
    assertThat(bundles()).contains(left);

    deploy(4);
    assertThat(bundles()).doesNotContain(left);
  }

  @Test
  void a_rollback_is_a_release_too() {
    Release first = deploy(1);
    deploy(2);
    Release back = project.rollback("dev").release();

    assertThat(project.notices()).containsExactly(TOOK);
    assertThat(back.code()).isEqualTo(first.code());
    assertThat(kept(back)).containsOnly(Kept.WHOLE);
    assertThat(project.validate("dev").passed()).isTrue();
  }

  @Test
  void templates_nested_in_what_went_go_but_for_those_of_what_stays() {
    project.quotas = new Quotas(30, 200, 1_000_000, 2_500);
    project.more = List.of("worker-7");
    deploy(1);
    int templates = project.store("dev").keys(ReleaseStore.TEMPLATES).size();
    assertThat(templates).isGreaterThan(2);
    deploy(2);
    deploy(3);
    deploy(4);
    assertThat(project.store("dev").keys(ReleaseStore.TEMPLATES))
        .hasSizeLessThanOrEqualTo(2 * templates);
    assertThat(project.rollback("dev").changed()).isTrue();
  }

  @Test
  void whatever_goes_wrong_is_told_and_fails_nothing() {
    deploy(1);
    deploy(2);
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("listObjectsV2")) {
                  throw S3Exception.builder().statusCode(403).message("Access Denied").build();
                }
              }
            });
    assertThat(deploy(3).verification().isVerified()).isTrue();
    assertThat(project.notices()).containsExactly("old releases were not pruned: Access Denied");
  }

  @Test
  void where_a_manifest_cannot_be_read_nothing_goes() {
    Release first = deploy(1);
    Release second = deploy(2);
    project.store("dev").put(ReleaseStore.manifestKey("dev", second.id().text()), "{");
    deploy(3);
    assertThat(project.notices())
        .containsExactly(
            "old releases were not pruned: release "
                + second.id()
                + " is not whole: its manifest is damaged, or of another version of this tool");
    assertThat(kept(first)).containsOnly(Kept.WHOLE);
  }

  /** To know what they need all must be read, so it is done for a tenth of them at once. */
  @Test
  void of_many_some_more_are_kept() {
    project.only(keep(20, "dev"));
    for (int release = 1; release <= 21; release++) {
      deploy(release);
    }
    assertThat(project.notices()).isEmpty();
    deploy(22);
    assertThat(project.notices())
        .containsExactly("took 2 releases before the latest 20 out of the store");
  }

  private Environment keep(int releases, String name) {
    return Project.keeping(
        releases, project.environment(name, new Target.Local(), false, List.of()));
  }

  /** Two days after the one before. */
  private Release deploy(int number) {
    days += 2;
    project.shiftClock(Duration.ofDays(days));
    return deployToday(number);
  }

  private Release deployToday(int number) {
    project.edit(
        "lambda/adder.py", Project.adder("event['a'] + event['b'] + 0 * %d".formatted(number)));
    project.events.clear();
    return project.deploy("dev").release();
  }

  /** A change that is not well: the release before comes back, and this never becomes one. */
  private String failToDeploy() {
    List<String> before = bundles();
    project.edit("lambda/adder.py", Project.adder("0"));
    assertThatThrownBy(() -> project.deploy("dev")).hasMessageContaining("runs again");
    List<String> left = new ArrayList<>(bundles());
    left.removeAll(before);
    assertThat(left).hasSize(1);
    return left.get(0);
  }

  private List<String> bundles() {
    return project.store("dev").keys(ReleaseStore.BUNDLES);
  }

  private List<Kept> kept(Release release) {
    return Sound.kept(project.store("dev"), release);
  }
}

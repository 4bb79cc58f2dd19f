package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

  private final List<Release> releases = new ArrayList<>();

  private static ReleaseId id(int number) {
    return ReleaseId.at(BEGIN.plusSeconds(60L * number));
  }

  private void deployed(boolean verified) {
    add(verified, Optional.empty());
  }

  private void rolledBackTo(int number) {
    add(true, Optional.of(id(number)));
  }

  private void add(boolean verified, Optional<ReleaseId> restores) {
    ReleaseId id = id(releases.size());
    releases.add(
        new Release(
            id,
            "calc",
            "dev",
            "0".repeat(40),
            "Ada <ada@example.org>",
            id.instant(),
            "sha256:0",
            "sha256:1",
            Map.of(),
            verified ? new Verification(1, 1) : Verification.SKIPPED,
            Map.of(),
            restores,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private History history(ReleaseId... rejected) {
    return new History(
        "dev",
        releases,
        Set.copyOf(Arrays.asList(rejected)),
        releases.stream().map(Release::id).reduce((older, newer) -> newer),
        Optional.empty());
  }

  @Test
  void nothing_is_before_nothing_and_before_the_first() {
    assertThat(history().before()).isEmpty();
    deployed(true);
    assertThat(history().before()).isEmpty();
  }

  @Test
  void rolling_back_twice_goes_two_back() {
    deployed(true);
    deployed(true);
    deployed(true);
    assertThat(history().before()).contains(id(1));
    rolledBackTo(1);
    assertThat(history().before()).contains(id(0));
    rolledBackTo(0);
    assertThat(history().before()).isEmpty();
  }

  @Test
  void what_a_rollback_left_is_not_before_the_next_release() {
    deployed(true);
    deployed(true);
    rolledBackTo(0);
    deployed(true);
    assertThat(history().before()).contains(id(0));
  }

  @Test
  void what_was_left_can_still_be_named() {
    deployed(true);
    deployed(true);
    rolledBackTo(0);
    assertThat(history().candidates()).extracting(Release::id).containsExactly(id(1));
    rolledBackTo(1);
    assertThat(history().before()).contains(id(0));
  }

  @Test
  void an_unverified_release_is_no_target() {
    deployed(true);
    deployed(false);
    deployed(true);
    assertThat(history().before()).contains(id(0));
    assertThat(history().candidates()).extracting(Release::id).containsExactly(id(0));
  }

  @Test
  void an_unverified_release_that_runs_has_the_last_verified_one_before_it() {
    deployed(true);
    deployed(false);
    assertThat(history().before()).contains(id(0));
    assertThat(history().lastVerified()).contains(id(0));
  }

  @Test
  void a_rejected_release_is_no_target() {
    deployed(true);
    deployed(true);
    deployed(true);
    assertThat(history(id(1)).before()).contains(id(0));
    assertThat(history(id(1)).candidates()).extracting(Release::id).containsExactly(id(0));
  }

  @Property
  void rolling_back_again_and_again_goes_through_all_verified_ones_once(
      @ForAll @IntRange(min = 1, max = 20) int deployments) {
    releases.clear();
    for (int i = 0; i < deployments; i++) {
      deployed(true);
    }
    for (int expected = deployments - 2; expected >= 0; expected--) {
      assertThat(history().before()).contains(id(expected));
      rolledBackTo(expected);
    }
    assertThat(history().before()).isEmpty();
  }
}

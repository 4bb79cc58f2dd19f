package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Release;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a promotion from one account to another dies at every call, before it and after
 * it; the same command again makes it good.
 */
class PromotionCrashTest {

  @TempDir private Path folder;

  private Path template;
  private Release dev;

  @BeforeEach
  void a_release_in_one_account_and_nothing_in_the_other() {
    template = folder.resolve("template");
    dev = Stages.in(template).acrossAccounts().deploy("dev");
  }

  @Test
  void a_promotion_that_died_anywhere_is_finished_by_the_same_command() {
    diesAnywhere(stages -> stages.promote("staging"));
  }

  @Test
  void a_deployment_of_what_was_verified_that_died_anywhere_is_finished_by_the_same_command() {
    diesAnywhere(stages -> stages.deploy("staging"));
  }

  private void diesAnywhere(Function<Stages, Release> operation) {
    boolean died = true;
    for (int call = 1; died; call++) {
      for (boolean after : new boolean[] {false, true}) {
        Path copy = Crash.copy(template, folder.resolve(call + "-" + after));
        Stages stages = Stages.at(copy).acrossAccounts();
        died =
            Crash.dies(
                stages.project,
                "staging",
                call,
                after,
                () -> {
                  Release unused = operation.apply(stages);
                });
        Release staging = operation.apply(stages);
        assertThat(operation.apply(stages)).isEqualTo(staging);
        assertGood(stages, staging);
      }
    }
  }

  private void assertGood(Stages stages, Release staging) {
    assertThat(stages.project.git("for-each-ref", "--format=%(refname)", "refs/biomerkin").strip())
        .isEqualTo("refs/biomerkin/local/calc/staging/" + staging.id());
    assertThat(staging.promotedFrom()).contains(new Release.Origin("dev", dev.id()));
    assertThat(staging.code()).isEqualTo(dev.code());
    assertThat(staging.verification().isVerified()).isTrue();

    Crash.assertWhole(stages.project, "staging");
    ReleaseStore store = stages.project.store("staging");
    Crash.assertFree(stages.project, "staging");
    assertThat(store.has(ReleaseStore.manifestKey("staging", staging.id().text()))).isTrue();
    for (String digest : staging.code().values()) {
      assertThat(store.has(ReleaseStore.bundleKey(digest.replace("sha256:", "")))).isTrue();
    }
    assertThat(stages.project.validate("staging").findings())
        .noneMatch(finding -> finding.outcome() == Outcome.FAILED);
    try (Biomerkin biomerkin = stages.project.open()) {
      assertThat(biomerkin.status("staging").release()).contains(staging);
      assertThat(biomerkin.status("staging").state()).isEqualTo("CREATE_COMPLETE");
    }
  }
}

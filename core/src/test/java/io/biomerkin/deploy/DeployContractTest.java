package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.contract.Target;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target.Local;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of an environment, by the same engine on every cloud. */
@ParameterizedClass(name = "{0}")
@EnumSource
class DeployContractTest {

  @SuppressWarnings("NullAway") // JUnit sets it
  @Parameter
  private Target target;

  private Project project;

  @BeforeEach
  void project(@TempDir Path folder) {
    project = Project.in(folder);
    project.dev = target.environment();
    System.setProperty("aws.accessKeyId", project.dev.account());
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void forget_the_credentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void deployed_unchanged_edited_broken_rolled_back_and_destroyed() {
    Release first = project.deploy("dev").release();
    assertThat(first.verification().isVerified()).isTrue();
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
    assertThat(project.deploy("dev").changed()).isFalse();

    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    Release second = project.deploy("dev").release();
    assertThat(second.code()).isNotEqualTo(first.code());

    project.edit("lambda/adder.py", "def handler(event, context):\n    raise ValueError('bad')\n");
    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        // AWS names the error's own type, the emulator one of its runtime.
        .hasMessageMatching("calc-adder-dev: fails with (ValueError|Runtime.HandlerError): bad.*")
        .hasMessageContaining("release " + second.id() + " runs again");
    assertThat(answer()).isEqualTo("{\"sum\": 42}");

    Release back = project.rollback("dev").release();
    assertThat(back.restores()).contains(first.id());
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
    assertThat(project.tags()).hasSize(3);
    assertThat(project.validate("dev").findings())
        .filteredOn(finding -> finding.outcome() == Outcome.FAILED)
        .isEmpty();

    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status().get(0).release()).contains(back);
      assertThat(biomerkin.destroy("dev", Optional.empty()).existed()).isTrue();
      assertThat(biomerkin.status().get(0).state()).isEqualTo("not deployed");
    }
  }

  @Test
  void code_goes_past_the_stack_where_that_is_allowed_and_comes_back() {
    Environment dev = project.environment("dev", project.dev, false, List.of());
    project.only(Project.express(dev));
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    assertThat(project.deploy("dev").express()).containsExactly("adder", "front");
    assertThat(answer()).isEqualTo("{\"sum\": 42}");

    Release full = project.deploy(DeployRequest.to("dev").throughStack()).release();

    assertThat(full.verification().isVerified()).isTrue();
    assertThat(project.tags()).hasSize(2);
    assertThat(answer()).isEqualTo("{\"sum\": 42}");
  }

  /** What changes inside is in {@link LargeSystemTest}: see docs/embedded-cloud.md. */
  @Test
  void a_system_that_one_stack_cannot_hold_is_deployed_and_destroyed() {
    project.more = IntStream.range(0, 99).mapToObj(number -> "worker-" + number).toList();
    project.deploy(new DeployRequest("dev", false, true, Optional.empty(), Set.of()));

    assertThat(answer()).isEqualTo("{\"sum\": 42}");
    assertThat(project.deploy("dev").changed()).isFalse();
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.destroy("dev", Optional.empty()).existed()).isTrue();
      assertThat(biomerkin.status().get(0).state()).isEqualTo("not deployed");
    }
  }

  @Test
  void a_release_of_the_embedded_cloud_is_promoted_to_it_bit_for_bit() {
    project.twoStages(
        project.environment("dev", new Local(), false, List.of()),
        project.environment("staging", project.dev, false, List.of()));
    Release first = project.deploy("dev").release();
    Release promoted = promote();
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b'] + 0"));
    assertThat(promote()).isEqualTo(promoted);
    project.deploy("dev");
    Release second = promote();

    assertThat(promoted.promotedFrom()).contains(new Release.Origin("dev", first.id()));
    assertThat(promoted.code()).isEqualTo(first.code()).isNotEqualTo(second.code());
    assertThat(Sound.kept(project.store("staging"), second)).containsOnly(ReleaseStore.Kept.WHOLE);
    assertThat(answer("staging")).isEqualTo("{\"sum\": 42}");
    Release back = project.rollback("staging").release();
    assertThat(back.restores()).contains(promoted.id());
    assertThat(back.code()).isEqualTo(first.code());
    assertThat(answer("staging")).isEqualTo("{\"sum\": 42}");
  }

  private Release promote() {
    return project.promote("staging").release();
  }

  private String answer() {
    return answer("dev");
  }

  private String answer(String name) {
    var environment = project.blueprint().environment(name).orElseThrow();
    var state = project.folder.resolve(".biomerkin/cloud");
    try (var cloud = Clouds.open(environment, Clouds.Choice.DECLARED, state)) {
      return new Functions(cloud)
          .invoke("calc-front-" + name, "live", "{\"a\":40,\"b\":2}")
          .payload();
    }
  }
}

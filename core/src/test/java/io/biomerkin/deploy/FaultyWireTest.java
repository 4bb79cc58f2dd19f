package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.contract.Target;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target.Aws;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on the way to a cloud that is spoken to by the SDK's own clients. */
class FaultyWireTest {

  private Project project;
  private FaultyWire wire;

  @BeforeEach
  void wire(@TempDir Path folder) {
    Aws cloud = (Aws) Target.MINISTACK.environment();
    wire = new FaultyWire(cloud.endpoint().orElseThrow());
    project = Project.in(folder);
    project.dev = Aws.of(cloud.account(), cloud.region()).at(wire.url());
    System.setProperty("aws.accessKeyId", cloud.account());
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void cut() {
    wire.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @ParameterizedTest
  @EnumSource
  void every_request_of_a_life_goes_wrong_at_first(FaultyWire.Kind kind) {
    project.twoStages(environment("dev"), environment("staging"));
    wire.hurtAll(kind);
    Release first = project.deploy("dev").release();
    assertThat(project.promote("staging").release().code()).isEqualTo(first.code());
    edit(0);
    project.deploy("dev");
    project.rollback("dev");
    assertGood(4);
    try (Biomerkin biomerkin = project.open()) {
      for (String environment : List.of("staging", "dev")) {
        assertThat(biomerkin.destroy(environment, Optional.empty()).existed()).isTrue();
        assertThat(biomerkin.status(environment).state()).isEqualTo("not deployed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void any_one_request_of_a_code_change_goes_wrong_at_first(FaultyWire.Kind kind) {
    project.deploy("dev");
    int requests = Integer.MAX_VALUE;
    int releases = 1;
    for (int request = 1; request <= requests; request++) {
      edit(request);
      wire.hurt(request, kind);
      assertThat(project.deploy("dev").changed()).isTrue();
      requests = wire.requests();
      wire.hurt(0, kind);
      releases++;
    }
    assertThat(requests).isGreaterThan(14);
    assertGood(releases);
  }

  private Environment environment(String name) {
    return project.environment(name, project.dev, false, List.of());
  }

  private void edit(int number) {
    project.edit(
        "lambda/adder.py", Project.adder("event['a'] + event['b'] + 0 * %d".formatted(number)));
  }

  private void assertGood(int releases) {
    wire.hurt(0, FaultyWire.Kind.THROTTLED);
    assertThat(project.tags()).hasSize(releases);
    assertThat(project.store("dev").get(ReleaseStore.lockKey("dev"))).isEmpty();
    assertThat(project.validate("dev").findings())
        .noneMatch(finding -> finding.outcome() == Outcome.FAILED);
  }
}

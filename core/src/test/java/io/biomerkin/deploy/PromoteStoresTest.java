package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A promotion from one account to another: the packages are copied, and looked at. */
class PromoteStoresTest {

  @TempDir Path folder;
  private Stages stages;
  private Release dev;
  private String bundle;

  @BeforeEach
  void a_release_in_one_account_and_nothing_in_the_other() {
    stages = Stages.in(folder.resolve("project")).acrossAccounts();
    dev = stages.deploy("dev");
    bundle = ReleaseStore.bundleKey(dev.code().getOrDefault("adder", "").replace("sha256:", ""));
  }

  private Cloud cloud(String environment) {
    Environment found = stages.project.blueprint().environment(environment).orElseThrow();
    return Clouds.open(
        found, Clouds.Choice.LOCAL, stages.project.folder.resolve(".biomerkin/cloud"));
  }

  private void alter(String environment) {
    try (Cloud cloud = cloud(environment)) {
      cloud
          .client(S3Client.class)
          .putObject(
              r -> r.bucket(stages.project.store(environment).bucket()).key(bundle),
              RequestBody.fromString("something else"));
    }
  }

  private void lost(String store, String what) {
    assertThatThrownBy(() -> stages.promote("staging"))
        .hasMessage(
            store
                + ": release "
                + dev.id()
                + " cannot be promoted: its code package "
                + bundle
                + what
                + "; deploy the same commit to dev again, and promote what comes of it [BMK-605]");
    assertThat(markers()).isEmpty();
    try (Biomerkin biomerkin = stages.project.open()) {
      assertThat(biomerkin.status("staging").state()).isEqualTo("not deployed");
    }
  }

  private String markers() {
    return stages.project.git("for-each-ref", "refs/biomerkin");
  }

  @Test
  void the_packages_are_there_bit_for_bit() {
    Release staging = stages.promote("staging");
    assertThat(staging.code()).isEqualTo(dev.code());
    String digest = bundle.replaceAll("bundles/|\\.zip", "");
    assertThat(stages.project.store("staging").look(bundle, digest))
        .isEqualTo(ReleaseStore.Kept.WHOLE);
    assertThat(stages.project.tags()).containsExactly("calc/dev/" + dev.id());
    assertThat(markers()).contains("refs/biomerkin/local/calc/staging/" + staging.id());
  }

  @Test
  void a_package_that_the_source_lost_is_told() {
    try (Cloud cloud = cloud("dev")) {
      cloud
          .client(S3Client.class)
          .deleteObject(r -> r.bucket(stages.project.store("dev").bucket()).key(bundle));
    }
    lost("calc-releases-000000000000-us-east-1", " is missing");
  }

  @Test
  void a_package_that_was_altered_is_told() {
    alter("dev");
    lost("calc-releases-000000000000-us-east-1", " is not the one that was released");
  }

  @Test
  void a_package_that_was_altered_at_its_destination_is_told() {
    stages.project.store("staging").make();
    alter("staging");
    lost("calc-releases-222222222222-eu-west-1", " is not the one that was released");
  }

  @Test
  void a_manifest_that_is_damaged_is_told() {
    stages.project.store("dev").put(ReleaseStore.manifestKey("dev", dev.id().text()), "{}");
    assertThatThrownBy(() -> stages.promote("staging"))
        .hasMessage(
            "calc-releases-000000000000-us-east-1: release "
                + dev.id()
                + " is not whole: its manifest is damaged, or of another version of this tool;"
                + " choose another one: with -Dto= where you roll back, with -Drelease= where you"
                + " promote [BMK-605]");
  }
}

package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.model.Release;
import io.biomerkin.model.Sha256;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback to a release of which the store has lost something: nothing is changed. */
class RollbackStoreTest {

  private Project project;
  private Release first;
  private Release second;
  private String manifest;
  private String template;
  private String bundle;

  @BeforeEach
  void two_releases(@TempDir Path folder) {
    project = Project.in(folder);
    first = project.deploy("dev").release();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    second = project.deploy("dev").release();
    manifest = ReleaseStore.manifestKey("dev", first.id().text());
    template = ReleaseStore.templateKey(Sha256.bare(first.template()));
    bundle = ReleaseStore.bundleKey(Sha256.bare(first.code().getOrDefault("adder", "")));
  }

  @Test
  void its_manifest_is_lost() {
    project.store("dev").remove(manifest);
    assertRefused("its manifest is missing");
  }

  @Test
  void its_manifest_is_damaged() {
    project.store("dev").put(manifest, "{");
    assertRefused("its manifest is damaged, or of another version of this tool");
  }

  @Test
  void its_template_is_lost() {
    project.store("dev").remove(template);
    assertRefused("its template is missing");
  }

  @Test
  void its_template_is_altered() {
    project.store("dev").put(template, "{\"Resources\":{}}");
    assertRefused("its template is not the one that was applied");
  }

  @Test
  void its_code_is_lost() {
    project.store("dev").remove(bundle);
    assertRefused("its code package " + bundle + " is missing");
  }

  @Test
  void its_code_is_altered() {
    project.store("dev").put(bundle, "something else");
    assertRefused("its code package " + bundle + " is not the one that was released");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> project.rollback("dev"))
        .hasMessage(
            "calc-releases-000000000000-us-east-1: release "
                + first.id()
                + " is not whole: "
                + why
                + "; choose another one: with -Dto= where you roll back, with -Drelease= where you"
                + " promote [BMK-605]");
    assertThat(project.tags()).hasSize(2);
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status("dev").release().map(Release::id)).contains(second.id());
    }
    assertThat(project.validate("dev").passed()).isTrue();
  }
}

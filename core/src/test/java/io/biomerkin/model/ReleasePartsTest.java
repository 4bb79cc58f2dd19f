package io.biomerkin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePartsTest {

  @Test
  void every_part_of_the_record_can_be_asked_for() {
    assertThat(ReleaseParts.names())
        .containsExactlyElementsOf(
            Stream.of(Release.class.getRecordComponents()).map(RecordComponent::getName).toList());
    for (String name : ReleaseParts.names()) {
      Optional<List<String>> within = ReleaseParts.within(name);
      assertThat(ReleaseParts.value(ReleaseOf.EVERYTHING, List.of(name)).isPresent())
          .as(name)
          .isNotEqualTo(within.isPresent());
      for (String inner : within.orElse(List.of())) {
        assertThat(ReleaseParts.value(ReleaseOf.EVERYTHING, List.of(name, inner)))
            .as(name + "." + inner)
            .isPresent();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, 20261006-143022",
    "at, 2026-10-06T14:30:22Z",
    "code.data-loader, sha256:33",
    "verification.passed, 6",
    "checks.scan, skipped",
    "restores, 20261001-000000",
    "promotedFrom.environment, staging",
    "promotedFrom.release, 20261005-090000",
    "emergency, the shop is down"
  })
  void a_path_leads_to_its_value(String path, String value) {
    assertThat(ReleaseParts.value(ReleaseOf.EVERYTHING, List.of(path.split("\\."))))
        .map(String::valueOf)
        .hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({"checks.lint", "checks", "id.text", "verification.passed.more", "nothing"})
  void what_a_release_does_not_have_is_absent(String path) {
    assertThat(ReleaseParts.value(ReleaseOf.EVERYTHING, List.of(path.split("\\.")))).isEmpty();
  }
}
